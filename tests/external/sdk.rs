//! The official SDKs, unmodified, against the embedded router: session, search, link, waiting, execution.

mod accounts;
mod agents;

use serde_json::{Value, json};
use tokio::process::Command;
use tool_router::local::{LocalRouter, SandboxProvider};
use tool_router_test_support::Browser;

use crate::program::{Program, node, python};

#[tokio::test]
async fn the_python_sdk_connects_and_executes() {
    let mut steps = connect_and_execute(python("session.py")).await;
    let meta = steps.step("meta").await;
    assert_eq!((&meta["error"], &meta["succeeded"]), (&Value::Null, &Value::from(1)));
    updated(&mut steps, "SessionConfigConflictError").await;
    let proxied = steps.step("proxied").await;
    assert_eq!(proxied["status"], 200);
    assert!(proxied["mail"].as_str().is_some_and(|mail| mail.contains('@')), "{proxied}");
    let offered = steps.step("offered").await;
    assert_eq!(offered["toolkits"], json!(["gmail"]));
    let tools = offered["tools"].as_array().expect("a list");
    assert!(tools.len() > 3 && tools.contains(&"GMAIL_FETCH_EMAILS".into()), "several pages: {offered}");
    assert_eq!((&offered["total"], offered["raw"].as_array().map(Vec::len)), (&tools.len().into(), Some(2)));
    assert!(offered["refusal"].as_str().is_some_and(|refusal| refusal.starts_with("400")), "{offered}");
    assert!(every_tool(&offered) > 13, "{offered}");
    steps.step("deleted").await;
}

/// How many tools a list of all has, which includes the one whose schema a parser once refused.
fn every_tool(step: &Value) -> usize {
    let every = step["every"].as_array().expect("a list");
    assert!(every.contains(&"GMAIL_GET_PROFILE".into()), "{step}");
    every.len()
}

#[tokio::test]
async fn the_typescript_sdk_connects_and_executes() {
    let mut steps = connect_and_execute(node("session.mjs")).await;
    updated(&mut steps, "ComposioSessionConfigConflictError").await;
    let schemas = steps.step("schemas").await;
    let every = every_tool(&schemas);
    assert!(every > 13 && schemas["wrapped"] == every, "{schemas}");
    assert_eq!((&schemas["one"], &schemas["direct"]), (&"GMAIL_GET_PROFILE".into(), &every.into()));
    steps.step("deleted").await;
}

/// The steps that a program reports, and the router that it drives.
struct Steps {
    program: Program,
    _router: LocalRouter,
}

impl Steps {
    async fn step(&mut self, name: &str) -> Value {
        let line = self.program.line().await;
        let step: Value = serde_json::from_str(&line).expect("a line of JSON");
        assert_eq!(step["step"], name, "{line}");
        step
    }
}

/// Checks the update, the conflicting one, the history, and the list of files.
async fn updated(steps: &mut Steps, conflict: &str) {
    let updated = steps.step("updated").await;
    assert_eq!((&updated["version"], &updated["conflict"]), (&2.into(), &conflict.into()));
    let history = steps.step("history").await;
    assert_eq!(history, json!({ "step": "history", "versions": [2, 1], "current": true }));
    let files = steps.step("files").await;
    assert_eq!((&files["count"], files.get("next").unwrap_or(&Value::Null)), (&0.into(), &Value::Null));
}

/// Acts as the program's user: connects Gmail when the link is reported.
async fn connect_and_execute(mut command: Command) -> Steps {
    let key = "ak_of_the_sdk_tests";
    let router = LocalRouter::builder().sandbox(SandboxProvider::default()).api_key(key).start().await;
    let router = router.expect("an embedded router");
    let url = router.url().to_string();
    let url = url.trim_end_matches('/');
    command.env("ROUTER_URL", url).env("ROUTER_KEY", key).env("CALLBACK_URL", format!("{url}/nowhere"));
    let mut steps = Steps { program: Program::start(command), _router: router };

    let created = steps.step("created").await;
    assert!(created["mcp"].as_str().is_some_and(|mcp| mcp.starts_with(url)), "{created}");
    let toolkits = steps.step("toolkits").await;
    assert_eq!((&toolkits["slug"], &toolkits["active"]), (&"gmail".into(), &false.into()));
    let search = steps.step("search").await;
    assert_eq!(search["primary"][0], "GMAIL_FETCH_EMAILS");
    let unconnected = steps.step("unconnected").await;
    assert!(unconnected["error"].as_str().is_some_and(|error| error.contains("No connected account")), "{unconnected}");

    let link = steps.step("link").await;
    let end = Browser::new().expect("a browser").connect(link["url"].as_str().expect("a link")).await.expect("pages");
    assert!(end.url.query().is_some_and(|query| query.contains("status=success")), "{}", end.url);
    assert_eq!(steps.step("connected").await["status"], "ACTIVE");

    let executed = steps.step("executed").await;
    assert_eq!(executed["error"], Value::Null);
    assert_eq!(executed["subjects"].as_array().map(Vec::len), Some(3), "{executed}");
    steps
}
