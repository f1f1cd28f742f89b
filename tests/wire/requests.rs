//! What the official SDKs send when they create a session, and what a declaration sends for it: the same body; or
//! nothing, because a rule of the compiler forbids it; or something better, and why.
//!
//! `requests.jsonl` holds the requests as they were recorded from the Python SDK 0.30.0 and the TypeScript SDK 0.21.0.
//! Every one of them stands in exactly one of the tables below. Those that register custom tools are no declarations:
//! `runtime/src/custom` tests them. `updates.rs` beside this file does the same for updates.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

/// Declares an agent for each recorded request, and collects the bodies that they send.
macro_rules! declared {
    ($($name:ident($($setting:tt)*)),* $(,)?) => {
        BTreeMap::from([$((stringify!($name), {
            #[tool_router_session($($setting)*)]
            struct Agent;
            serde_json::to_value(Agent::CONFIG).expect("a configuration is JSON")
        })),*])
    };
}

/// The declarations that send what an SDK sends.
#[rustfmt::skip]
fn declared() -> BTreeMap<&'static str, Value> {
    declared! {
        minimal(toolkits = any),
        empty_options_ts(toolkits = any),
        toolkits_list(toolkits = ["gmail", "github"]),
        toolkits_enable(toolkits(enable = ["gmail"])),
        toolkits_disable(toolkits(disable = ["exa", "firecrawl"])),
        toolkits_empty_allowlist(toolkits = none),
        toolkits_require_approval_only(toolkits(any, require_approval = ["gmail"])),
        manage_callback_only(toolkits = any, manage_connections(callback_url = "https://example.com/cb")),
        manage_enable_none(toolkits = any, manage_connections = true),
        tools_list(toolkits = any, tools(gmail = ["GMAIL_SEND_EMAIL"])),
        tools_enable_disable_tags(toolkits = any, tools(
            gmail = ["GMAIL_SEND_EMAIL"],
            slack(disable = ["SLACK_DELETE_MESSAGE"]),
            linear(tags = [read_only]),
            github(tags(disable = [destructive])),
        )),
        tools_require_approval(toolkits = any, tools(gmail(require_approval = ["GMAIL_SEND_EMAIL"]))),
        tools_enable_plus_require_approval(toolkits = any,
            tools(gmail(enable = ["GMAIL_SEND_EMAIL"], require_approval = ["GMAIL_SEND_EMAIL"]))),
        tools_empty_map(toolkits = any),
        tags_list(toolkits = any, tags = [read_only, idempotent], allow(weak_tag)),
        tags_object(toolkits = any, tags(enable = [read_only], disable = [destructive])),
        tags_empty_dict(toolkits = any),
        auth_configs(toolkits = any, auth_configs(github = "ac_1")),
        connected_accounts_string(toolkits = any, connected_accounts(gmail = "ca_1")),
        connected_accounts_list(toolkits = any, connected_accounts(gmail = ["ca_1", "ca_2"]), multi_account),
        sandbox_enable_false(toolkits = any, sandbox = false),
        sandbox_full(toolkits = any, sandbox(size = large, proxy_execution = false, auto_offload_threshold = 300)),
        sandbox_size_only(toolkits = any, sandbox(size = xlarge)),
        sandbox_empty(toolkits = any, sandbox),
        workbench_alias(toolkits = any, sandbox = false),
        multi_enable_default_selection(toolkits = any, multi_account),
        multi_full(toolkits = any, multi_account(max_per_toolkit = 3, explicit_selection = false)),
        preload_all(toolkits = ["gmail"], preload = all),
        preset_direct_tools(app = automation, toolkits = ["gmail"], preset = direct_tools),
        preset_direct_tools_overrides(toolkits = ["gmail"], preset = direct_tools, manage_connections = true, sandbox,
            preload = ["GMAIL_SEND_EMAIL"]),
        proxy_execute_true(toolkits = any, proxy_execute = true),
        proxy_execute_dict(toolkits = any, proxy_execute = false),
        hooks_before(toolkits = any, hooks(before(
            id = "h1",
            name = "No external mail",
            toolkits = ["gmail"],
            condition = "Sending email outside example.org",
        ))),
        hooks_after_prompt_injection(toolkits = any, hooks(after(id = "h2", prompt_injection))),
        instant_false(toolkits = any, instant = false),
        instant_policy(toolkits = any,
            instant(toolkits = ["exa"], return_instant_charge, return_prices_in_search)),
    }
}

/// The requests that do not compile as declarations, and the rule that forbids each. `ui/requests` has the proof.
const FORBIDDEN: [(&str, &str); 17] = [
    ("manage_full", "wait-needs-allowlist"),
    ("manage_bad_callback_url", "callback-url"),
    ("manage_wire_name_dropped", "unknown-setting"),
    ("tools_empty_allowlist", "empty-list"),
    ("tools_empty_tags_dict", "wrong-form"),
    ("tags_unknown_value", "unknown-tag"),
    ("sandbox_bad_size", "sandbox-size"),
    ("sandbox_and_workbench", "unknown-setting"),
    ("multi_max_11", "max-per-toolkit"),
    ("multi_empty", "wrong-form"),
    ("preload_all_no_filter", "preload-all-needs-filter"),
    ("preset_unknown", "preset"),
    ("proxy_execute_false_sandbox_proxy_true", "proxy-conflict"),
    ("hooks_with_session_config", "saved-config-conflict"),
    ("experimental_empty_timezone", "timezone"),
    ("experimental_session_config_id_conflict", "saved-config-conflict"),
    ("unknown_option", "unknown-setting"),
];

/// The declarations that send something better than the SDKs, and why.
#[rustfmt::skip]
fn better() -> [(&'static str, &'static str, BTreeMap<&'static str, Value>, Value); 4] {
    let with = |name: &str, block: Value| json!({ "manage_connections": { "enable": true }, name: block });
    [
        (
            "sandbox_tool_execution_dropped",
            "the SDKs drop `enable_tool_execution`, although the API takes it",
            declared! { sandbox_tool_execution_dropped(toolkits = any, sandbox(tool_execution = false)) },
            with("workbench", json!({ "enable": true, "enable_tool_execution": false })),
        ),
        (
            "multi_max_only",
            "a maximum without `enable` depends on the project in Python, and is refused by the API as TypeScript sends it",
            declared! { multi_max_only(toolkits = any, multi_account(max_per_toolkit = 4)) },
            with("multi_account", json!({
                "enable": true, "max_accounts_per_toolkit": 4, "require_explicit_selection": true,
            })),
        ),
        (
            "premium_usage_false_ts",
            "`premium_usage` is the older name of `instant`",
            declared! { premium_usage_false_ts(toolkits = any, instant = false) },
            with("instant", json!(false)),
        ),
        (
            "experimental_permissions_dropped_on_create",
            "the SDKs drop these on creation, although the API takes them",
            declared! {
                experimental_permissions_dropped_on_create(
                    toolkits = any, permissions(default = ask_every_call), fast_mode,
                    link_url = "https://c.example.com", submit_feedback,
                )
            },
            with("experimental", json!({
                "permissions": { "default": "ask_every_call" },
                "fast_mode": true,
                "link_url_overwrite": "https://c.example.com",
                "submit_feedback": { "enable": true },
            })),
        ),
    ]
}

/// The recorded requests that create a session, by name.
fn recorded() -> BTreeMap<String, Value> {
    let lines = include_str!("requests.jsonl").lines();
    lines
        .map(|line| serde_json::from_str::<Value>(line).expect("a line of JSON"))
        .filter(|request| request["kind"] == "create")
        .map(|request| (request["name"].as_str().expect("a name").to_owned(), request))
        .collect()
}

/// A recorded body without what the builder adds.
fn without_user(body: &Value) -> Value {
    let mut body = body.clone();
    body.as_object_mut().map(|body| body.remove("user_id"));
    body
}

#[test]
fn a_declaration_sends_what_the_sdks_send() {
    let recorded = recorded();
    for (name, body) in declared() {
        let request = &recorded[name];
        let sent = [&request["body"], &request["typescript_body"]].map(without_user);
        assert!(sent.contains(&body), "{name}: {body} is not sent by an SDK: {request}");
    }
}

#[test]
fn a_declaration_that_sends_something_better_says_why() {
    for (name, why, declared, expected) in better() {
        assert_eq!(declared[name], expected, "{name}: {why}");
    }
}

#[test]
fn a_forbidden_request_does_not_compile_for_the_stated_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/requests");
    for (name, rule) in FORBIDDEN {
        let stderr = std::fs::read_to_string(folder.join(format!("{name}.stderr"))).expect("a compile-fail case");
        assert!(stderr.contains(&format!("rule: {rule}\n")), "{name} is not forbidden by {rule}:\n{stderr}");
    }
}

#[test]
fn every_recorded_request_is_in_exactly_one_table() {
    let custom = ["custom_tool", "custom_tool_preload_all", "custom_toolkit"];
    let better = better().map(|(name, ..)| name);
    let tables = declared().into_keys().chain(FORBIDDEN.map(|(name, _)| name)).chain(better).chain(custom);
    let tables: Vec<&str> = tables.collect();
    let distinct: BTreeSet<&str> = tables.iter().copied().collect();
    assert_eq!(distinct.len(), tables.len(), "a request stands in two tables");
    let recorded = recorded();
    assert_eq!(distinct, recorded.keys().map(String::as_str).collect());
}
