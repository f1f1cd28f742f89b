use std::{path::Path, str::FromStr};

use proc_macro2::{TokenStream, TokenTree};

use super::expand;
use crate::{
    cargo_manifest::CargoManifest,
    catalog::Found,
    diagnostic::Diagnostics,
    item::Agent,
    resolve,
    rules::{self, Rule, Subject, TYPED_TOOLS},
    settings::{Info, Reader, SETTINGS, Setting, Table},
};

/// The package that documents the rules; their examples name a catalogue relative to its directory.
const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime");

/// The names of the rules that a piece of code breaks, each with what it underlines.
fn broken(code: &str) -> Vec<(&'static str, String)> {
    diagnostics(code).iter().map(|found| (found.rule.name, found.tokens.to_string())).collect()
}

pub(super) fn diagnostics(code: &str) -> Diagnostics {
    let (attribute, item) = split(code);
    judged_here(attribute, item)
}

/// What is wrong with a declaration, whose catalogue is named from where the rules are documented.
pub(super) fn judged_here(attribute: TokenStream, item: TokenStream) -> Diagnostics {
    judged(attribute, item, |path| Found::find(path, std::iter::once(Path::new(RUNTIME))))
}

/// The mistakes of a declaration, whose catalogue is found by `find`.
pub(super) fn judged(attribute: TokenStream, item: TokenStream, find: impl Fn(Option<&str>) -> Found) -> Diagnostics {
    let mut reader = Reader::default();
    let declaration = resolve::read(attribute, &mut reader);
    if let Some(agent) = Agent::read(item, &mut reader) {
        let catalog = find(declaration.catalog_path());
        let declaration = &*resolve::settled(&declaration, &catalog);
        let subject = Subject { declaration, agent: &agent.ident, catalog: &catalog };
        rules::check(&subject, &mut reader.diagnostics);
    }
    reader.diagnostics.allow(&declaration.allow);
    reader.diagnostics
}

pub(super) fn declared(attribute: &str) -> Vec<(&'static str, String)> {
    broken(&format!("#[tool_router_session({attribute})] struct Agent;"))
}

/// The text of the attribute and the item below it.
fn split(code: &str) -> (TokenStream, TokenStream) {
    let mut tokens = TokenStream::from_str(code).unwrap().into_iter();
    tokens.next();
    let Some(TokenTree::Group(attribute)) = tokens.next() else { panic!("{code} begins with the attribute") };
    let arguments = attribute.stream().into_iter().find_map(|token| match token {
        TokenTree::Group(arguments) => Some(arguments.stream()),
        _ => None,
    });
    (arguments.unwrap_or_default(), tokens.collect())
}

pub(in crate::expand) fn expanded(code: &str) -> String {
    let (attribute, item) = split(code);
    prettyplease::unparse(&syn::parse2(expand(attribute, item, &CargoManifest::default())).unwrap())
}

#[test]
fn every_rejected_example_breaks_its_rule_and_no_other() {
    for rule in rules::all() {
        let names: Vec<&str> = broken(rule.rejected).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, [rule.name], "{}", rule.rejected);
    }
}

#[test]
fn every_mended_example_breaks_no_rule() {
    // Without the feature, the only correction is to enable it.
    let possible = |rule: &&Rule| cfg!(feature = "typed-tools") || rule.name != TYPED_TOOLS.name;
    for rule in rules::all().filter(possible) {
        assert_eq!(broken(rule.mended), [], "{}", rule.mended);
    }
}

#[test]
fn every_form_of_every_setting_is_taken_as_it_stands() {
    fn forms(info: &'static Info, around: &str) {
        for form in info.forms {
            let wrong: Vec<_> = declared(&around.replace('…', form))
                .into_iter()
                .filter(|(rule, _)| matches!(*rule, "wrong-form" | "unknown-setting" | "repeated-setting"))
                .collect();
            assert_eq!(wrong, [], "{form} in {around}");
        }
        for key in info.nested() {
            let inside = match (info.name, info.keys.and_then(Table::entries)) {
                ("hooks", _) => "hooks(after(…))".to_owned(),
                (name, Some(_)) => format!("{name}(gmail(…))"),
                (name, None) => format!("{name}(…)"),
            };
            forms(key, &around.replace('…', &inside));
        }
    }
    for setting in &SETTINGS {
        forms(&setting.info, "…");
    }
}

#[test]
fn every_foreign_spelling_gets_the_right_name() {
    fn gets(written: &str, foreign: &str, name: &str) {
        let found = diagnostics(&format!("#[tool_router_session({written})] struct Agent;"));
        let told = found.iter().find(|found| found.tokens.to_string() == foreign).expect(written);
        assert!(matches!(told.rule.name, "unknown-setting" | "gone-setting"), "{written}: {}", told.rule.name);
        assert!(told.message().contains(&format!("write `{name}`")), "{written}: {}", told.message());
    }
    for Setting { info, .. } in &SETTINGS {
        info.foreign.iter().for_each(|foreign| gets(&format!("{foreign} = 1"), foreign, info.name));
        // If entries have names of their own, their content belongs to another setting.
        if info.keys.is_some_and(|keys| keys.entries().is_none()) {
            for key in info.nested() {
                let written = |foreign| format!("{}({foreign} = 1)", info.name);
                key.foreign.iter().for_each(|foreign| gets(&written(foreign), foreign, key.name));
            }
        }
    }
}

#[test]
fn a_name_of_the_sdks_that_can_mean_two_settings_is_explained() {
    fn told(attribute: &str) -> Vec<String> {
        let code = format!("#[tool_router_session(toolkits = [\"gmail\"], {attribute})] struct Agent;");
        diagnostics(&code).iter().map(|found| found.message()).collect()
    }
    let by_agent =
        "`wait_tool`: it gives the agent a tool to wait with, as in the SDKs; with `wait`, `create` waits as well";
    for name in ["wait_for_connections", "waitForConnections", "enable_wait_for_connections"] {
        let told = told(&format!("manage_connections(enable, {name} = true)"));
        assert!(matches!(&told[..], [told] if told.contains(by_agent)), "{told:?}");
    }
    let by_create = "`wait`: `create` waits until everything is connected; with `wait_tool`, the agent gets a tool";
    for name in ["wait_for_connection", "waitForConnection", "ensureConnected"] {
        let told = told(&format!("manage_connections(enable, {name})"));
        assert!(matches!(&told[..], [told] if told.contains(by_create)), "{told:?}");
    }
    let outside = told("waitForConnections");
    assert!(
        matches!(&outside[..], [told] if told.contains("`manage_connections(wait_tool)`: it gives")),
        "{outside:?}"
    );
    let twice = told("app = workflow, manage_connections(wait, wait_for_connections)");
    assert!(matches!(&twice[..], [told] if told.contains("remove it: with `wait`, the agent can wait")), "{twice:?}");
}

#[test]
fn what_the_sdks_wrap_settings_in_is_read_through() {
    let wrapped = r#"toolkits = ["gmail"], experimental(fast_mode, assistive_prompt(user_timezone = "Nowhere"))"#;
    let rules: Vec<&str> = declared(wrapped).into_iter().map(|(rule, _)| rule).collect();
    // The two wrappers, the name inside, and its value.
    assert_eq!(rules, ["unknown-setting", "unknown-setting", "unknown-setting", "timezone"]);
}

#[test]
fn settings_have_distinct_names_and_spellings() {
    fn distinct(rows: &[&'static Info]) {
        let mut names: Vec<&str> =
            rows.iter().flat_map(|info| info.foreign.iter().copied().chain([info.name])).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
        rows.iter().for_each(|info| distinct(&info.nested()));
    }
    distinct(&SETTINGS.iter().map(|setting| &setting.info).collect::<Vec<_>>());
}

#[test]
fn six_mistakes_are_six_errors() {
    let found = declared(
        r#"toolkit = ["gmail", "Slack"], tools(gmail = ["gmail_send_email"]), manage_connections(wiat, callback_url = "/cb"),
           tags = [readOnlyHint]"#,
    );
    assert_eq!(
        found,
        [
            ("unknown-setting", "toolkit".to_owned()),
            ("toolkit-slug", "\"Slack\"".to_owned()),
            ("tool-slug", "\"gmail_send_email\"".to_owned()),
            ("unknown-setting", "wiat".to_owned()),
            ("callback-url", "\"/cb\"".to_owned()),
            ("unknown-tag", "readOnlyHint".to_owned()),
        ]
    );
}

#[test]
fn what_was_wrong_is_not_echoed_by_the_rules() {
    for attribute in [
        r#"toolkits = ["Gmail"], tools(gmail = ["GMAIL_SEND_EMAIL"])"#,
        r#"toolkits = ["💥"], tools(gmail = ["GMAIL_SEND_EMAIL"])"#,
        r#"toolkits = "gmail", tools(gmail = ["GMAIL_SEND_EMAIL"]), manage_connections(wait)"#,
        r#"tolkits = ["gmail"]"#,
        r#"toolkits: ["gmail"]"#,
        r#"toolkits("gmail", "slack"), tools(slack = ["SLACK_SEND_MESSAGE"])"#,
        r#"app = banana, toolkits = ["gmail"], manage_connections = false"#,
        r#"app = workflow, toolkits = ["gmail"], manage_connections(wait = 10)"#,
        r#"app = workflow, toolkits = ["gmail"], wait"#,
        r#"app = automation, toolkits = ["gmail"], manage_connections = no"#,
        r#"manage_connections(toolkits = ["gmail"])"#,
        r#"toolkits = ["gmail"], connected_accounts(gmail = ["ca_1", "x"])"#,
        r#"@ toolkits = ["gmail"]"#,
        r#"session_config = 5"#,
        r#"toolkits = ["gmail"], connected_accounts(gmail = "me"),
           permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL:ca_9" = always_deny))"#,
        r#"toolkits = ["gmail"], connected_accounts(gmail = "ca_1"),
           permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL:me" = always_deny))"#,
        r#"catalog = "docs/tool-router.catalog.json", toolkits = ["gmail"], tags = [create, foo],
           tools(gmail = ["GMAIL_FETCH_EMAILS"])"#,
        r#"catalog = "docs/tool-router.catalog.json", toolkits = ["gmail"],
           tools(gmail(enable = ["GMAIL_SEND_MAIL"], require_approval = ["GMAIL_SEND_EMAIL"]))"#,
        r#"catalog = "docs/tool-router.catalog.json", toolkits = ["gmail"],
           tools(gmail(enable = ["GMAIL_SEND_EMAIL"], require_approval = ["GMAIL_SEND_MAIL"]))"#,
        r#"app = automaton, toolkits = ["gmail"], tags(require_approval = [destructive]), manage_connections = false"#,
        r#"toolkits = ["gmail_"], tools(gmail = ["GMAIL_SEND_EMAIL"])"#,
        r#"toolkits = none, instant(toolkits = ["exa"], tools(exa = ["GMAIL_SEND_EMAIL"]))"#,
        r#"toolkits = ["exa"], instant(toolkits = ["gmail"], tools(exa = ["EXA_SEARCH"]))"#,
    ] {
        assert_eq!(declared(attribute).len(), 1, "{attribute}: {:?}", declared(attribute));
    }
}

#[test]
fn what_is_right_is_taken_without_a_word() {
    let catalog = r#"catalog = "docs/tool-router.catalog.json""#;
    for attribute in [
        // Overrides: for what is pinned, what may be pinned at run time, what is not pinned, and what needs approval
        // anyway.
        r#"toolkits = ["gmail"], connected_accounts(gmail = "ca_1"),
           permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL:ca_1" = always_deny, "*:ca_1" = ask_once))"#,
        r#"toolkits = ["gmail"], connected_accounts(gmail),
           permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL:ca_9" = always_deny, "*:ca_9" = ask_once))"#,
        r#"toolkits = ["gmail", "slack"], connected_accounts(slack = "ca_1"),
           permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL:ca_9" = always_deny, "*:ca_9" = ask_once))"#,
        r#"toolkits(enable = ["gmail"], require_approval = ["gmail"]), connected_accounts(gmail = "ca_1"),
           permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL:ca_9" = ask_always))"#,
        r#"toolkits = ["gmail"], tools(gmail(require_approval = ["GMAIL_SEND_EMAIL"])),
           permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL" = ask_always))"#,
        r#"toolkits = ["gmail"], connected_accounts(gmail = "ca_1"),
           permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL:__none__" = always_deny))"#,
        // Accounts and auth configs with the same number.
        r#"toolkits = ["gmail", "slack"], connected_accounts(gmail = "ca_1", slack = "ca_2"),
           auth_configs(gmail = "ac_1", slack = "ac_2")"#,
        // Approvals, if someone gives them or their fallback is declared.
        r#"toolkits = ["gmail"], tags(disable = [destructive], require_approval = [create])"#,
        r#"toolkits = ["gmail"], tags(disable = [destructive]), tools(gmail(tags(require_approval = [destructive])))"#,
        r#"app = automation, toolkits = ["gmail"], manage_connections = false, tags(require_approval = [destructive]),
           no_elicitation_support = deny"#,
        r#"app = automation, toolkits = ["gmail"], manage_connections = false, permissions(default = allow_all)"#,
        // Instant tools.
        r#"toolkits = ["google", "google_maps"], instant(toolkits = ["google"], tools(google = ["GOOGLE_SEARCH_WEB"]))"#,
        r#"toolkits = none, instant = false"#,
        r#"toolkits = any, instant(tools(exa(disable = ["EXA_ANSWER"])))"#,
        // Tools that may belong to a toolkit that is not named.
        r#"toolkits = any, tools(zoho = ["ZOHO_CREATE_LEAD"]), preload = ["ZOHO_BOOKS_LIST_INVOICES"]"#,
        r#"toolkits(disable = ["zoho"]), preload = ["ZOHO_BOOKS_LIST_INVOICES"]"#,
        r#"toolkits = ["21risk"], tools("21risk" = ["_21RISK_GET_TASK", "21RISK_LIST_TASKS"])"#,
    ] {
        assert_eq!(declared(attribute), [], "{attribute}");
    }
    for attribute in [
        r#"toolkits = ["gmail"], tags = [read_only], tools(gmail(tags(enable = [create]))), preload = ["GMAIL_SEND_EMAIL"]"#,
        r#"toolkits = ["gmail"], tags(disable = [destructive]), tools(gmail = ["GMAIL_SEND_EMAIL"])"#,
        r#"toolkits = ["gmail"], tags = [read_only], tools(gmail(disable = ["GMAIL_SEND_EMAIL"]))"#,
    ] {
        assert_eq!(declared(&format!("{catalog}, {attribute}")), [], "{attribute}");
    }
}

#[test]
fn what_nothing_but_tags_keeps_out_is_told_once() {
    let catalog = r#"catalog = "docs/tool-router.catalog.json", toolkits = ["gmail"]"#;
    for attribute in [
        r#"tags = [read_only], tools(gmail = ["GMAIL_SEND_EMAIL"]), preload = ["GMAIL_SEND_EMAIL"]"#,
        r#"tags = [read_only], preload = ["GMAIL_SEND_EMAIL"]"#,
        r#"tags = [read_only], connected_accounts(gmail = "ca_1"),
           permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL" = always_deny))"#,
        r#"tags = [read_only], tools(gmail(require_approval = ["GMAIL_SEND_EMAIL"]))"#,
        r#"tools(gmail(tags = [read_only])), instant(tools(gmail = ["GMAIL_SEND_EMAIL"]))"#,
    ] {
        let found = declared(&format!("{catalog}, {attribute}"));
        assert_eq!(found, [("tools-outside-tags", "\"GMAIL_SEND_EMAIL\"".to_owned())], "{attribute}");
    }
}

#[test]
fn slips_of_the_pen_are_each_one_error_at_their_token() {
    for (attribute, underlined) in [
        (r#"toolkits = ["gmail"] app = interactive"#, "app"),
        (r#"toolkits = ["gmail"],, app = interactive"#, ","),
        (r#", toolkits = ["gmail"]"#, ","),
        (r#"toolkits = ["gmail"]; app = interactive"#, ";"),
        (r#"toolkits => ["gmail"]"#, "=>"),
        (r#"toolkits == ["gmail"]"#, "=="),
        (r#"toolkits["gmail"]"#, r#"["gmail"]"#),
        (r#"toolkits = ["gmail"], app ="#, "="),
        (r#"toolkits = ["gmail"], manage_connections { enable }"#, "{ enable }"),
        (r#"toolkits = ["gmail"], manage_connections = (enable)"#, "="),
        (r#"toolkits = ["gmail" "slack"]"#, r#""slack""#),
        (r#"toolkits = [gmail]"#, "gmail"),
        (r#"toolkits = ["gmail", 5]"#, "5"),
        (r#"toolkits = &["gmail"]"#, r#"& ["gmail"]"#),
        (r#"toolkits = ["gmail"], tools(google-maps = ["GOOGLE_MAPS_GEOCODE"])"#, "google-maps"),
        (r#"toolkits = [concat!("g", "mail")]"#, r#"concat ! ("g" , "mail")"#),
        (r#"toolkits = ["gmail"], manage_connections(wait = 10m)"#, "10m"),
        (r#"toolkits = ["gmail"], app = interactive ! "#, "interactive !"),
        (r#"toolkits = [, "slack"], tools(gmail = ["GMAIL_SEND_EMAIL"]), auth_configs(exa = "ac_1")"#, ","),
        (r#"toolkits = "slack", tools(gmail = ["GMAIL_SEND_EMAIL"]), auth_configs(exa = "ac_1")"#, r#""slack""#),
        (r#"toolkits(enable = "slack"), tools(gmail = ["GMAIL_SEND_EMAIL"])"#, r#""slack""#),
        (r#"toolkits = ["gmail"], tags sessionConfig [read_only]"#, "sessionConfig"),
    ] {
        let found = declared(attribute);
        let plain = |text: &str| text.replace(' ', "");
        let at: Vec<String> = found.iter().map(|(_, tokens)| plain(tokens)).collect();
        if !attribute.contains("google-maps") {
            assert_eq!(at, [plain(underlined)], "{attribute}: {found:?}");
        } else {
            assert_eq!(at[0], plain(underlined), "{attribute}: {found:?}");
        }
    }
}

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
fn what_is_set_twice_is_told_once_whatever_it_says() {
    let right = r#"toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]), manage_connections(enable)"#;
    for again in [
        "tools(enable, wait = \"10m\", callback_url = 3, removal = false, nonsense(5))",
        "tools = { \"gmail\": [5] }",
        "tools = 3",
        "manage_connections(gmail = [\"GMAIL_SEND_EMAIL\"], slack(disable = []), qwertzuiop)",
        "manage_connections = \"no\"",
        "toolkits(enabel = [3, 5], disable = [])",
    ] {
        let told = declared(&format!("{right}, {again}"));
        assert!(matches!(&told[..], [("repeated-setting", _)]), "{again}: {told:#?}");
    }
}

#[test]
fn a_policy_has_a_name_of_its_own() {
    for module in ["crate", "self", "super::super", "[acme::ACME, crate]"] {
        let told = declared(&format!(r#"toolkits = ["gmail"], policy = {module}"#));
        assert!(matches!(&told[..], [("wrong-form", _)]), "{module}: {told:#?}");
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

/// The UI cases are beside this crate in the repository, and are not published with it.
fn ui_cases(kind: &str) -> Vec<String> {
    let directory = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/ui").join(kind);
    let files = std::fs::read_dir(directory).expect("the cases").map(|file| file.unwrap().path());
    let sources = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    sources.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn every_rule_has_its_case_and_every_case_its_rule() {
    let cases = ui_cases("fail");
    for rule in rules::all() {
        assert!(cases.iter().any(|case| case == rule.name), "tests/ui/fail/{}.rs", rule.name);
    }
    for case in &cases {
        let name = case.split_once("--").map_or(case.as_str(), |(name, _)| name);
        assert!(rules::all().any(|rule| rule.name == name), "no rule has the name of tests/ui/fail/{case}.rs");
    }
}

#[test]
fn every_setting_of_a_session_can_be_declared() {
    for setting in tool_router_core::config::Setting::ALL {
        assert!(SETTINGS.iter().any(|row| row.info.name == setting.name()), "{setting}");
    }
}

#[test]
fn every_setting_has_a_case_that_passes() {
    let cases = ui_cases("pass");
    for Setting { info, .. } in &SETTINGS {
        assert!(cases.iter().any(|case| case == info.name), "tests/ui/pass/{}.rs", info.name);
    }
}
