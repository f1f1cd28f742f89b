//! The compiler's messages for wrong declarations, and declarations that compile without any.
//!
//! `TRYBUILD=overwrite cargo test -p tool-router-tests --test ui rejected` updates the expected output; review the
//! changes.

/// The cases that compile, each a module whose `main` checks that the declaration is sent.
///
/// They are part of this program instead of separate ones, because linking each would take longer than all other tests.
macro_rules! accepted {
    ($($name:ident: $path:literal,)*) => {
        $(
            #[allow(unreachable_pub, clippy::unwrap_used, reason = "each is written as the program it could be")]
            #[path = $path]
            mod $name;

            #[test]
            fn $name() {
                $name::main();
            }
        )*

        const ACCEPTED: &[&str] = &[$($path),*];
    };
}

accepted! {
    allow: "ui/pass/allow.rs",
    app: "ui/pass/app.rs",
    auth_configs: "ui/pass/auth_configs.rs",
    catalog: "ui/pass/catalog.rs",
    connected_accounts: "ui/pass/connected_accounts.rs",
    choice: "ui/pass/choice.rs",
    of_crate: "ui/pass/crate.rs",
    custom_tool: "ui/pass/custom_tool.rs",
    custom_tools: "ui/pass/custom_tools.rs",
    fast_mode: "ui/pass/fast_mode.rs",
    hooks: "ui/pass/hooks.rs",
    hygiene_of_cfg: "ui/pass/hygiene--cfg.rs",
    hygiene_of_constants: "ui/pass/hygiene--constants.rs",
    hygiene_of_derives: "ui/pass/hygiene--derives.rs",
    hygiene_of_generic_attributes: "ui/pass/hygiene--generic-attributes.rs",
    hygiene_of_generics: "ui/pass/hygiene--generics.rs",
    hygiene_of_own_items: "ui/pass/hygiene--own-items.rs",
    hygiene_of_placement: "ui/pass/hygiene--placement.rs",
    hygiene_of_raw_identifiers: "ui/pass/hygiene--raw-identifiers.rs",
    hygiene_of_shadowed_prelude: "ui/pass/hygiene--shadowed-prelude.rs",
    hygiene_of_typed_tools: "ui/pass/hygiene--typed-tools.rs",
    instant: "ui/pass/instant.rs",
    link_url: "ui/pass/link_url.rs",
    manage_connections: "ui/pass/manage_connections.rs",
    mcp: "ui/pass/mcp.rs",
    multi_account: "ui/pass/multi_account.rs",
    multi_execute: "ui/pass/multi_execute.rs",
    no_elicitation_support: "ui/pass/no_elicitation_support.rs",
    permissions: "ui/pass/permissions.rs",
    policy: "ui/pass/policy.rs",
    policy_names: "ui/pass/policy--names.rs",
    preload: "ui/pass/preload.rs",
    preset: "ui/pass/preset.rs",
    proxy_execute: "ui/pass/proxy_execute.rs",
    sandbox: "ui/pass/sandbox.rs",
    search: "ui/pass/search.rs",
    session_config: "ui/pass/session_config.rs",
    submit_feedback: "ui/pass/submit_feedback.rs",
    tags: "ui/pass/tags.rs",
    timezone: "ui/pass/timezone.rs",
    toolkits: "ui/pass/toolkits.rs",
    tools: "ui/pass/tools.rs",
    typed_tools: "ui/pass/typed_tools.rs",
}

#[test]
fn every_accepted_case_is_listed() {
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/ui/pass")).unwrap();
    for file in files.map(|file| file.unwrap().path()) {
        assert!(ACCEPTED.iter().any(|path| file.ends_with(path)), "{}", file.display());
    }
}

#[test]
fn rejected() {
    // One `TestCases` for all: with several, a mismatch in the first would keep the others from running.
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/custom/*.rs");
    cases.compile_fail("ui/fail/*.rs");
    cases.compile_fail("ui/lints/*.rs");
    cases.compile_fail("ui/many/*.rs");
    cases.compile_fail("ui/policy/*.rs");
    cases.compile_fail("ui/real/*.rs");
    cases.compile_fail("ui/requests/*.rs");
    cases.compile_fail("ui/types/*.rs");
}
