//! What is generated.

use std::str::FromStr;

use proc_macro2::TokenStream;

use super::super::expand;
use super::expanded;
use crate::cargo_manifest::CargoManifest;

#[test]
fn expansion_of_the_first_example() {
    insta::assert_snapshot!(expanded(
        r#"#[tool_router_session(
            toolkits = ["gmail", "slack"],
            tools(gmail = ["GMAIL_FETCH_EMAILS"], slack(disable = ["SLACK_DELETE_MESSAGE"])),
            manage_connections(enable, wait, callback_url = "https://app.example.com/auth/callback"),
        )]
        /// Reads and answers one user's mail.
        pub struct InboxAgent;"#
    ));
}

#[test]
fn expansion_with_what_is_supplied_at_run_time() {
    insta::assert_snapshot!(expanded(
        r#"#[tool_router_session(
            app = manual_auth,
            toolkits(any, require_approval = ["stripe"]),
            tags(disable = [destructive], require_approval = [create, update]),
            manage_connections(disable, callback_url),
            auth_configs(github = "ac_1", slack, notion),
            connected_accounts(gmail = ["ca_1", "ca_2"], github),
            multi_account(max_per_toolkit = 3, explicit_selection = false),
            crate = crate::reexported,
        )]
        pub(crate) struct Settings<'a, T: ?Sized + 'a, const N: usize = 1>
        where
            T: Clone,
        {
            #[cfg(feature = "users")]
            #[session(user_id)]
            user: String,
            rest: &'a [T; N],
        }"#
    ));
}

#[test]
fn expansion_with_mistakes_keeps_everything() {
    insta::assert_snapshot!(expanded(
        r#"#[tool_router_session(
            app = automation,
            toolkits = ["Gmail", "slack"],
            tools(gmail = ["gmail_send_email"]),
            tags = [idempotent],
        )]
        struct r#Agent(#[session(user_id)] u64);"#
    ));
}

#[test]
fn a_session_for_mcp_clients_says_so() {
    let of = |mcp: &str| {
        let agent = "struct Agent<'a, T: Clone>(&'a T);";
        expanded(&format!("#[tool_router_session(toolkits = [\"gmail\"]{mcp})] {agent}"))
    };
    let parts = ["type Mcp = ::tool_router::mcp::Served;", "- MCP clients that are given its endpoint"];
    for (mcp, said) in [(", mcp", true), (", mcp = true", true), (", mcp = false", false), ("", false)] {
        let written = of(mcp);
        assert!(parts.iter().all(|part| written.contains(part) == said), "{mcp}: {written}");
    }
}

#[test]
fn what_only_cargo_toml_names_says_so() {
    let manifest = CargoManifest::with_policies(&["::acme::ACME", "::acme::no_mail", "::acme::OWN"]);
    let attribute = TokenStream::from_str(r#"toolkits = ["exa"], policy = ::acme::OWN"#).unwrap();
    let written = expand(attribute, TokenStream::from_str("struct Agent;").unwrap(), &manifest).to_string();
    let expanded: String = written.split_whitespace().collect();
    let named = "::tool_router::__private::Cargo_toml_names_this_policy!";
    assert!(expanded.contains(&format!("[&::acme::OWN,{named}(&::acme::ACME)]")), "{written}");
    assert!(expanded.contains(&format!("{{{named}(::acme::no_mail(__tool_router_config))}}")), "{written}");
}

#[test]
fn what_is_not_a_struct_stays_as_it_was() {
    insta::assert_snapshot!(expanded(
        r#"#[tool_router_session(toolkits = ["gmail"])]
        /// Sends mail.
        pub async unsafe fn send() {}"#
    ));
}
