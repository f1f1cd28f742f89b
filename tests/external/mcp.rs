//! The endpoint of a session against MCP's official TypeScript client and its conformance suite.

use serde_json::Value;
use tokio::process::Command;
use tool_router::local::{LocalRouter, SandboxProvider};
use tool_router::{Session, ToolRouter, tool_router_session};
use tool_router_test_support::Browser;

use crate::program::{Program, node};

const KEY: &str = "ak_of_the_mcp_tests";

#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail(
        enable = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"],
        require_approval = ["GMAIL_SEND_EMAIL"],
    )),
    manage_connections(enable, wait),
    preload = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"],
    mcp,
)]
struct MailServer;

/// A session whose user has connected Gmail.
async fn session() -> Session<MailServer> {
    let router = LocalRouter::builder().sandbox(SandboxProvider::default()).api_key(KEY).start().await;
    let router = ToolRouter::embedded(router.expect("an embedded router")).expect("a client of it");
    let (sender, mut links) = tokio::sync::mpsc::unbounded_channel();
    let session = MailServer::session("ada").on_auth_link(move |link| drop(sender.send(link))).create(&router);
    let browser = async {
        let link = links.recv().await.expect("a link");
        Browser::new().expect("a browser").connect(link.url()).await.expect("pages");
    };
    tokio::join!(session, browser).0.expect("a session")
}

fn with_endpoint(mut command: Command, session: &Session<MailServer>) -> Command {
    command.env("MCP_URL", session.mcp().url()).env("ROUTER_KEY", KEY);
    command
}

#[tokio::test]
async fn the_typescript_client_lists_and_calls() {
    let session = session().await;
    let mut program = Program::start(with_endpoint(node("mcp.mjs"), &session));
    let mut step = async |name: &str| {
        let line = program.line().await;
        let step: Value = serde_json::from_str(&line).expect("a line of JSON");
        assert_eq!(step["step"], name, "{line}");
        step
    };
    assert_eq!(step("connected").await["server"], "tool-router");
    let names = step("tools").await["names"].take();
    let names: Vec<&str> = names.as_array().expect("names").iter().filter_map(Value::as_str).collect();
    assert!(names.contains(&"COMPOSIO_MULTI_EXECUTE_TOOL") && names.ends_with(&["GMAIL_SEND_EMAIL"]), "{names:?}");
    assert_eq!(step("fetched").await["subjects"].as_array().map(Vec::len), Some(3));
    let denied = step("denied").await;
    assert_eq!((&denied["error"], &denied["text"]), (&true.into(), &"The user did not approve this call.".into()));
    let sent = step("sent").await;
    assert_eq!((&sent["error"], &sent["asked"]), (&false.into(), &2.into()));
    assert!(sent["id"].is_string(), "{sent}");
    step("closed").await;
}

/// Runs every server scenario of a version of the suite. The file has the scenarios that are expected to fail, and why; one of
/// them that passes is a fault as well.
async fn conformance(package: &str, expected: &str) {
    let session = session().await;
    let mut proxy = Program::start(with_endpoint(node("add-key.mjs"), &session));
    let url = proxy.line().await;
    let mut suite = node(&format!("node_modules/{package}/dist/index.js"));
    suite.args(["server", "--url", &url, "--suite", "all", "--expected-failures", expected]);
    let output = suite.output().await.expect("installed by `.ci/run`");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
}

#[tokio::test]
async fn the_conformance_suite_finds_no_fault_but_the_expected() {
    conformance("@modelcontextprotocol/conformance", "conformance/0.1.yaml").await;
}

#[tokio::test]
async fn the_next_conformance_suite_finds_no_fault_but_the_expected() {
    conformance("conformance-next", "conformance/0.2.yaml").await;
}
