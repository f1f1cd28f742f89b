//! What the official SDKs send when they create a session, compared with what a declaration sends: the same body; or
//! nothing, because a rule forbids it; or a better one, and why.
//!
//! Every recorded request is in exactly one of the tables here, in `combinations`, `better`, `forbidden` and `custom`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use tool_router::{SessionSpec, tool_router_session};

/// Declares an agent for each recorded request, and collects the bodies that they send.
macro_rules! declared {
    ($($name:ident($($setting:tt)*)),* $(,)?) => {
        BTreeMap::from([$((stringify!($name), {
            #[tool_router_session($($setting)*)]
            struct Agent;
            serde_json::to_value(Agent::config()).expect("a configuration is JSON")
        })),*])
    };
}

// After the macro, which they use.
mod better;
mod combinations;
mod custom;
mod forbidden;

use self::better::{Better, better, merged};
use self::forbidden::FORBIDDEN;
use super::recorded;

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

/// A recorded body without the fields that the builder adds.
fn without_user(body: &Value) -> Value {
    let mut body = body.clone();
    body.as_object_mut().map(|body| body.remove("user_id"));
    body
}

#[test]
fn a_declaration_sends_what_the_sdks_send() {
    let recorded = recorded("create");
    for (name, body) in declared().into_iter().chain(combinations::declared()) {
        let request = &recorded[name];
        assert!(request["body"].is_object(), "{name}: no SDK sends a body");
        let sent = [&request["body"], &request["typescript_body"]].map(without_user);
        assert!(sent.contains(&body), "{name}: {body} is not sent by an SDK: {request}");
    }
}

#[test]
fn a_declaration_that_sends_something_better_differs_in_that_alone() {
    let recorded = recorded("create");
    for Better { name, why, body, patch } in better() {
        let sent = without_user(&recorded[name]["body"]);
        assert_ne!(body, sent, "{name} is nothing better");
        assert_eq!(body, merged(&sent, &patch), "{name}: {why}");
    }
}

#[test]
fn a_forbidden_request_does_not_compile_for_the_stated_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/requests");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a compile-fail case");
    let combinations = ["access", "accounts", "connecting", "oversight", "running"]
        .map(|what| [".rs", ".stderr"].map(|kind| read(&format!("combinations--{what}{kind}"))));
    for (name, rule) in FORBIDDEN {
        let marked = |source: &str| source.lines().position(|line| line == format!("// {name}"));
        let combined = combinations.iter().find_map(|[source, stderr]| Some((marked(source)? + 2, stderr)));
        let refused = match combined {
            // Lines count from one, and the name is above the attribute.
            Some((line, stderr)) => {
                let stated = [format!("rule: {rule}\n"), format!(".rs:{line}:")];
                stderr.split("\n\n").any(|error| stated.iter().all(|part| error.contains(part)))
            }
            None => read(&format!("{name}.stderr")).contains(&format!("rule: {rule}\n")),
        };
        assert!(refused, "{name} is not forbidden by {rule}");
    }
}

#[test]
fn every_recorded_request_is_in_exactly_one_table() {
    let declared = declared().into_keys().chain(combinations::declared().into_keys());
    let better = better().into_iter().map(|better| better.name);
    let forbidden = FORBIDDEN.map(|(name, _)| name);
    let tables: Vec<&str> = declared.chain(forbidden).chain(better).chain(custom::NAMES).collect();
    let distinct: BTreeSet<&str> = tables.iter().copied().collect();
    assert_eq!(distinct.len(), tables.len(), "a request stands in two tables");
    let recorded = recorded("create");
    assert_eq!(distinct, recorded.keys().map(String::as_str).collect());
}
