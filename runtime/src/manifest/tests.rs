use serde_json::json;

use crate::{SessionSpec, tool_router_session};

#[tool_router_session(
    toolkits = ["slack", "gmail"],
    tools(slack(disable = ["SLACK_DELETE_MESSAGE"]), gmail = ["GMAIL_SEND_EMAIL", "GMAIL_FETCH_EMAILS"]),
    tags(disable = [destructive], require_approval = [update, create]),
    manage_connections(enable, wait = "90s", callback_url = "https://app.example.com/auth/callback", removal = false),
)]
struct InboxAgent;

/// The same declaration in another order.
mod rearranged {
    use crate::tool_router_session;

    #[tool_router_session(
        manage_connections(removal = false, wait = "90s", enable, callback_url = "https://app.example.com/auth/callback"),
        tags(require_approval = [create, update], disable = [destructive]),
        tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"], slack(disable = ["SLACK_DELETE_MESSAGE"])),
        toolkits = ["gmail", "slack"],
    )]
    pub(super) struct InboxAgent;
}

#[tool_router_session(
    app = manual_auth,
    toolkits(disable = ["stripe", "exa"], require_approval = ["github"]),
    tools(github(tags(enable = [read_only], require_approval = [open_world]))),
    manage_connections(disable, callback_url),
    auth_configs(slack, notion, github = "ac_1"),
    connected_accounts(gmail = ["ca_2", "ca_1"], slack),
    multi_account(max_per_toolkit = 3),
)]
struct Settings<T>(T);

#[tool_router_session(app = automation, toolkits = none, manage_connections = false)]
struct Idle;

#[tool_router_session(
    app = automation,
    session_config = "sc_1",
    manage_connections = false,
    permissions(default = allow_all, overrides("*:ca_1" = ask_always, "GMAIL_SEND_EMAIL:ca_1" = always_deny)),
    allow(approval_nobody),
)]
struct Saved;

#[test]
fn markdown_of_an_allowlist() {
    insta::assert_snapshot!(InboxAgent::manifest());
}

#[test]
fn markdown_of_a_denylist_with_what_is_left_to_run_time() {
    insta::assert_snapshot!(Settings::<u8>::manifest());
}

#[test]
fn markdown_of_an_agent_that_may_do_nothing() {
    insta::assert_snapshot!(Idle::manifest());
}

#[test]
fn markdown_of_a_saved_config() {
    insta::assert_snapshot!(Saved::manifest());
}

#[test]
fn data_of_a_denylist_with_what_is_left_to_run_time() {
    insta::assert_snapshot!(serde_json::to_string_pretty(&Settings::<u8>::manifest()).unwrap());
}

#[test]
fn the_order_of_the_declaration_does_not_matter() {
    let mut rearranged = rearranged::InboxAgent::manifest();
    assert_eq!(rearranged.module, concat!(module_path!(), "::rearranged"));
    rearranged.module = module_path!();
    assert_eq!(rearranged, InboxAgent::manifest());
}

#[test]
fn what_the_vocabulary_has_beside_access_is_said() {
    let mut manifest = Idle::manifest();
    manifest.config = serde_json::from_value(json!({
        "workbench": { "enable": true, "sandbox_size": "large", "enable_proxy_execution": false, "auto_offload_threshold": 9 },
        "proxy_execute": { "enable": true },
        "preload": { "tools": ["GMAIL_SEND_EMAIL"] },
        "search": { "enable": false },
        "execute": { "enable_multi_execute": false },
        "instant": { "toolkits": { "enable": ["exa"] }, "tools": { "exa": { "disable": ["EXA_SEARCH"] } } },
        "hooks": [{
            "type": "before_execute",
            "id": "no-strangers",
            "applies_to": { "toolkits": ["gmail"] },
            "handler": { "type": "condition_check", "condition": "the recipient is a\n  *stranger*", "action": "block" },
        }],
        "experimental": {
            "permissions": { "default": "ask_every_call", "overrides": { "GMAIL_SEND_EMAIL:__none__": "always_deny" } },
            "no_elicitation_support_fallback": "deny",
            "link_url_overwrite": "https://connect.example.com",
            "fast_mode": true,
            "submit_feedback": { "enable": true },
            "assistive_prompt_config": { "user_timezone": "Europe/London" },
        },
    }))
    .unwrap();
    insta::assert_snapshot!(manifest);
}

#[cfg(feature = "manifest")]
#[test]
fn every_session_is_collected_once_by_name() {
    let here: Vec<_> =
        super::all().into_iter().filter(|manifest| manifest.module.starts_with(module_path!())).collect();
    let names: Vec<_> = here.iter().map(|manifest| (manifest.agent, manifest.module)).collect();
    let module = module_path!();
    assert_eq!(
        names,
        [
            ("Idle", module),
            ("InboxAgent", module),
            ("InboxAgent", concat!(module_path!(), "::rearranged")),
            ("Saved", module),
            ("Settings", module),
        ]
    );
    assert_eq!(here[4], Settings::<u8>::manifest());
}
