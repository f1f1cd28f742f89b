//! What the official SDKs send when they update a session, compared with what `Session::update` sends: the same body;
//! or a better one, or nothing because it cannot be expressed, and why.
//!
//! Every recorded request is in exactly one of the tables here and in `changes`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tool_router::config::{Instant, StoredConfig, Tag, Tags};
use tool_router::session::Setting;
use tool_router::{Session, SessionSpec, ToolRouter, tool_router_session};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::recorded;

/// Changes that cannot be expressed, and why.
const UNSAYABLE: [(&str, &str); 14] = [
    ("upd_manage_bool", "whether connections are managed is declared, and an update does not change it"),
    ("upd_manage_false", "whether connections are managed is declared, and an update does not change it"),
    ("upd_manage_wait_sdk_name_python", "the wire has no such name"),
    ("upd_manage_empty", "it changes nothing"),
    ("upd_callback_null", "a callback URL that is left to run time is always there"),
    ("upd_expected_version_zero", "there is no version 0"),
    ("upd_config_version_only", "it changes nothing"),
    ("upd_instant_none", "the wire has no null for it"),
    ("upd_sandbox_and_workbench", "they are one setting, with one name"),
    ("upd_sandbox_empty", "it changes nothing"),
    ("upd_tools_empty", "no tools by name are what null says, which `restore` sends"),
    ("upd_hooks_empty", "no hooks are what null says, which `restore` sends"),
    ("upd_link_url", "where auth links begin is declared, and an update does not change it"),
    ("upd_session_config", "it would bring toolkits and tools that were not declared"),
];

/// A session of the agent `S` as declared, on a router that accepts every update.
async fn session<S: SessionSpec>(server: &MockServer) -> Session<S> {
    let session = json!({
        "session_id": "trs_1",
        "mcp": { "type": "http", "url": format!("{}/mcp", server.uri()) },
        "config": StoredConfig::new("user_1", S::config()),
        "config_version": 1,
    });
    for verb in ["GET", "PATCH"] {
        let answer = ResponseTemplate::new(200).set_body_json(&session);
        Mock::given(method(verb)).respond_with(answer).mount(server).await;
    }
    let router = ToolRouter::builder().api_key("ak_1").base_url(server.uri()).build().expect("a client");
    router.retrieve("trs_1").await.expect("a session")
}

/// For each recorded request, updates a session of an agent with this declaration, and collects the bodies.
macro_rules! updated {
    ($($name:ident($($setting:tt)*): $(.$call:ident($($argument:expr),*))+;)*) => {
        BTreeMap::from([$((stringify!($name), {
            #[tool_router_session($($setting)*)]
            struct Agent;
            let server = MockServer::start().await;
            let session = session::<Agent>(&server).await;
            drop(session.update().for_any_version()$(.$call($($argument),*))+.await.expect(stringify!($name)));
            let requests = server.received_requests().await.expect("the requests");
            requests.last().expect("an update").body_json::<Value>().expect("JSON")
        })),*])
    };
}

// After the macro, which it uses.
mod changes;

/// The updates that send what an SDK sends.
#[rustfmt::skip]
async fn updates() -> BTreeMap<&'static str, Value> {
    updated! {
        upd_toolkits_list(toolkits = ["gmail", "slack"]): .only([Agent::GMAIL, Agent::SLACK]);
        upd_toolkits_empty(toolkits = ["gmail"]): .no_toolkits();
        upd_toolkits_null(toolkits = any): .restore(Setting::Toolkits);
        upd_manage_wait(toolkits = ["gmail"], manage_connections(enable, wait)): .wait_for_connections(true);
        upd_manage_removal(toolkits = any): .connection_removal(false);
        upd_connected_accounts_string(toolkits = ["gmail"]): .connected_account(Agent::GMAIL, "ca_1");
        upd_tags_list(toolkits = any): .tags(Tags::DEFAULT.with_enable(vec![Tag::ReadOnly].into()));
        upd_tools_list(toolkits = ["gmail"], tools(gmail = ["GMAIL_SEND_EMAIL", "GMAIL_FETCH_EMAILS"])):
            .only_tools([Agent::GMAIL_SEND_EMAIL]);
        upd_sandbox_null(toolkits = any): .restore(Setting::Sandbox);
        upd_multi_null_max(toolkits = any, multi_account): .max_accounts_per_toolkit(None);
        upd_multi_enable_no_default(toolkits = any, multi_account): .multi_account(true);
        upd_expected_version(toolkits = ["gmail", "slack"]): .only([Agent::GMAIL]).for_version(3);
        upd_expected_version_false(toolkits = any): .restore(Setting::Toolkits);
        upd_proxy_true(toolkits = any, proxy_execute = true): .proxy_execute(true);
        upd_instant_false(toolkits = any): .instant(Instant::Off);
        upd_preload(toolkits = ["slack"], tools(slack = ["SLACK_SEND_MESSAGE"])): .preload([Agent::SLACK_SEND_MESSAGE]);
    }
}

/// Requests that improve on the SDKs', and why.
#[rustfmt::skip]
async fn better() -> [(&'static str, &'static str, BTreeMap<&'static str, Value>, Value); 2] {
    [
        (
            "upd_manage_null",
            "null would take away a callback URL that was supplied at run time as well",
            updated! { upd_manage_null(toolkits = any): .restore(Setting::ManageConnections); },
            json!({ "manage_connections": {
                "enable": true, "enable_wait_for_connections": false, "enable_connection_removal": true,
            } }),
        ),
        (
            "upd_instant_tools_clear",
            "what is put back as it was declared is all of it that can be said",
            updated! { upd_instant_tools_clear(toolkits = any): .restore(Setting::Instant); },
            json!({ "instant": {
                "tools": {}, "return_instant_charge": false, "return_prices_in_search": false,
            } }),
        ),
    ]
}

#[tokio::test]
async fn an_update_sends_what_the_sdks_send() {
    let recorded = recorded("update");
    for (name, body) in updates().await.into_iter().chain(changes::updates().await) {
        let request = &recorded[name];
        assert!(request["body"].is_object(), "{name}: no SDK sends a body");
        let sent = [&request["body"], &request["typescript_body"]];
        assert!(sent.contains(&&body), "{name}: {body} is not sent by an SDK: {request}");
    }
}

#[tokio::test]
async fn an_update_that_sends_something_better_says_why() {
    let recorded = recorded("update");
    for (name, why, updated, expected) in better().await {
        assert_ne!(updated[name], recorded[name]["body"], "{name} is nothing better");
        assert_eq!(updated[name], expected, "{name}: {why}");
    }
}

#[tokio::test]
async fn every_recorded_update_is_in_exactly_one_table() {
    let unsayable = UNSAYABLE.map(|(name, _)| name);
    let better = better().await.map(|(name, ..)| name);
    let updates = updates().await.into_keys().chain(changes::updates().await.into_keys());
    let tables: Vec<&str> = updates.chain(better).chain(unsayable).collect();
    let distinct: BTreeSet<&str> = tables.iter().copied().collect();
    assert_eq!(distinct.len(), tables.len(), "a request stands in two tables");
    let recorded = recorded("update");
    assert_eq!(distinct, recorded.keys().map(String::as_str).collect());
}
