//! Rules against the examples of their page, and against each other.

use super::{broken, declared};
use crate::rules::{self, Rule, TYPED_TOOLS};

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
