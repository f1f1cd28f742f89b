//! The router's own tools and its hooks through the official SDKs, with an endpoint that verifies as this crate does.

use serde_json::{Value, json};
use tokio::process::Command;
use tool_router::local::{LocalRouter, SandboxProvider};
use tool_router::webhook::{SessionHookAnswer, SessionWebhook};
use tool_router_test_support::Browser;
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::program::{Program, node, python};

const KEY: &str = "ak_of_the_hook_tests";
const SECRET: &str = "a-secret-of-the-hook-tests";

/// An endpoint that blocks what has "Titan" in it.
async fn endpoint() -> MockServer {
    let server = MockServer::start().await;
    let webhook = SessionWebhook::new(SECRET).expect("a secret");
    let respond = move |request: &Request| {
        let Ok(event) = webhook.verify(&request.headers, &request.body) else { return ResponseTemplate::new(401) };
        // The hooks are called Titan as well.
        let said = &event.other["data"];
        let call = json!([said["arguments"], said["request"], said["result"]]).to_string();
        let answer = match call.contains("Titan") {
            true => serde_json::to_value(SessionHookAnswer::block("Titan is confidential")),
            false => Ok(json!({ "action": "allow" })),
        };
        ResponseTemplate::new(200).set_body_json(answer.expect("JSON"))
    };
    Mock::given(method("POST")).respond_with(respond).mount(&server).await;
    server
}

async fn step(program: &mut Program, name: &str) -> Value {
    let line = program.line().await;
    let step: Value = serde_json::from_str(&line).expect("a line of JSON");
    assert_eq!(step["step"], name, "{line}");
    step
}

#[tokio::test]
async fn hooks_and_the_routers_own_tools_are_what_the_official_sdks_expect() {
    let endpoint = endpoint().await;
    let router = LocalRouter::builder().sandbox(SandboxProvider::default()).api_key(KEY);
    let router = router.session_webhook(endpoint.uri(), SECRET).start().await.expect("an embedded router");
    let url = router.url().to_string();
    let at_router = |mut command: Command| {
        command.env("ROUTER_URL", url.trim_end_matches('/')).env("ROUTER_KEY", KEY);
        command
    };
    let mut sdk = Program::start(at_router(python("hooks.py")));
    let created = step(&mut sdk, "created").await;
    assert!(created["prompt"].as_str().is_some_and(|prompt| prompt.contains("Asia/Kathmandu")), "{created}");
    let link = step(&mut sdk, "link").await;
    Browser::new().expect("a browser").connect(link["url"].as_str().expect("a link")).await.expect("pages");
    sdk.go_on().await;
    let listed = step(&mut sdk, "listed").await;
    assert_eq!((&listed["alias"], &listed["same"]), (&json!("work"), &json!(true)), "{listed}");
    assert!(listed["word_id"].as_str().is_some_and(|words| words.starts_with("gmail_")), "{listed}");
    assert_eq!(step(&mut sdk, "renamed").await["alias"], "home");

    let ran = |id: &str| json!({ "id": id, "status": "evaluated", "outcome": "continue" });
    let plain = step(&mut sdk, "plain").await;
    assert_eq!(
        (&plain["result"], &plain["hooks"]),
        (&json!("completed"), &json!([ran("before_execute"), ran("after_execute")]))
    );
    let blocked = step(&mut sdk, "blocked").await;
    let reason = json!({ "type": "request_blocked", "hook_id": "before_execute" });
    assert_eq!((&blocked["result"], &blocked["error"]), (&json!("blocked"), &json!("Titan is confidential")));
    assert_eq!(blocked["reason"], reason);
    assert_eq!(blocked["hooks"], json!([{ "id": "before_execute", "status": "evaluated", "outcome": "block" }]));
    let proxied = step(&mut sdk, "proxied").await;
    let said = (&proxied["result"], &proxied["message"], &proxied["reason"]);
    assert_eq!(said, (&json!("blocked"), &json!("Titan is confidential"), &reason));
    let called = step(&mut sdk, "called").await;
    assert!(called["mail"].as_str().is_some_and(|mail| mail.contains('@')), "{called}");

    let mut command = at_router(node("hooks.mjs"));
    command.env("SESSION", created["id"].as_str().expect("an id"));
    let mut typescript = Program::start(command);
    assert_eq!(step(&mut typescript, "used").await["warnings"], json!(["SANDBOX_NOT_AVAILABLE"]));
    assert_eq!(step(&mut typescript, "plain").await["error"], Value::Null);
    let blocked = step(&mut typescript, "blocked").await;
    assert_eq!((&blocked["error"], &blocked["data"]), (&json!("Titan is confidential"), &json!({})));

    sdk.go_on().await;
    assert_eq!(step(&mut sdk, "removed").await["status"], "removed");
}
