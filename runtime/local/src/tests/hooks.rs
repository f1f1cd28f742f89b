//! Hooks with the handler `webhook`: the owner's endpoint is asked about each call.

use std::sync::{Arc, Mutex};

use wiremock::{
    Mock, MockServer, Request, ResponseTemplate,
    matchers::{method, path},
};

use super::*;
use crate::LocalError;

const SECRET: &str = "a-secret-of-the-tests-0123";

/// What the endpoint was asked, as JSON.
type Asked = Arc<Mutex<Vec<Value>>>;

/// An endpoint that gives this answer, and what it was asked.
async fn endpoint(answer: ResponseTemplate) -> (MockServer, Asked) {
    let server = MockServer::start().await;
    let asked = Asked::default();
    let seen = Arc::clone(&asked);
    let respond = move |request: &Request| {
        seen.lock().unwrap().push(request.body_json().unwrap());
        answer.clone()
    };
    Mock::given(method("POST")).and(path("/hook")).respond_with(respond).mount(&server).await;
    (server, asked)
}

fn says(answer: Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(answer)
}

async fn with_webhook(url: impl Into<String>) -> Harness {
    Harness::with(builder().session_webhook(url, SECRET)).await
}

async fn asking(server: &MockServer) -> Harness {
    with_webhook(format!("{}/hook", server.uri())).await
}

fn hook(stage: &str, applies_to: Value) -> Value {
    json!({ "type": stage, "id": stage, "name": "Office hours", "applies_to": applies_to, "handler": { "type": "webhook" } })
}

fn both(applies_to: &Value) -> Value {
    json!({ "hooks": [hook("before_execute", applies_to.clone()), hook("after_execute", applies_to.clone())] })
}

fn results(kind: &str) -> Value {
    json!([{ "id": kind, "status": "evaluated", "outcome": "continue" }])
}

#[tokio::test]
async fn a_call_goes_on_if_the_endpoint_allows_it() {
    let (server, asked) = endpoint(says(json!({ "action": "allow" }))).await;
    let harness = asking(&server).await;
    let session = harness.session("ada", both(&json!("all"))).await;
    let (_, ran) = harness.execute(&session, "ECHO_READ", json!({ "a": 1 })).await;
    assert_eq!((&ran["result_type"], &ran["data"]), (&json!("completed"), &json!({ "a": 1 })));
    let found = [results("before_execute")[0].clone(), results("after_execute")[0].clone()];
    assert_eq!(ran["hook_results"], json!(found));
    let asked = asked.lock().unwrap().clone();
    let kinds: Vec<_> = asked.iter().map(|event| event["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["composio.session_hook.before_execute", "composio.session_hook.after_execute"]);
    let data = &asked[1]["data"];
    assert_eq!((&data["tool_slug"], &data["arguments"]), (&json!("ECHO_READ"), &json!({ "a": 1 })));
    assert_eq!((&data["toolkit_slug"], &data["user_id"]), (&json!("echo"), &json!("ada")));
    assert_eq!(data["result"], json!({ "successful": true, "data": { "a": 1 }, "error": null }));
    assert_eq!(asked[0]["data"]["result"], Value::Null);
    assert_ne!(asked[0]["id"], asked[1]["id"]);
}

#[tokio::test]
async fn a_blocked_call_does_not_run_and_a_withheld_result_is_not_shown() {
    let (server, asked) = endpoint(says(json!({ "action": "block", "message": "the office is closed" }))).await;
    let harness = asking(&server).await;
    for (stage, kind) in [("before_execute", "request_blocked"), ("after_execute", "response_blocked")] {
        let session = harness.session("ada", json!({ "hooks": [hook(stage, json!({ "toolkits": ["echo"] }))] })).await;
        let (status, blocked) = harness.execute(&session, "ECHO_READ", json!({ "secret": "swordfish" })).await;
        assert_eq!((status, &blocked["result_type"]), (StatusCode::OK, &json!("blocked")));
        let reason = json!({ "type": kind, "hook_id": stage });
        assert_eq!((&blocked["reason"], &blocked["block_reason"]), (&reason, &reason));
        let said = json!("the office is closed");
        assert_eq!((&blocked["message"], &blocked["error"], &blocked["data"]), (&said, &said, &json!({})));
        assert_eq!(blocked["hook_results"], json!([{ "id": stage, "status": "evaluated", "outcome": "block" }]));
        assert!(blocked["log_id"].is_string() && !blocked.to_string().contains("swordfish"), "{blocked}");
    }
    // A tool that fails has a result to withhold as well: it can quote the provider.
    let session = harness.session("ada", json!({ "hooks": [hook("after_execute", json!("all"))] })).await;
    let (_, blocked) = harness.execute(&session, "ECHO_READ", json!({ "fail": 3 })).await;
    assert_eq!(blocked["result_type"], "blocked");
    assert_eq!(asked.lock().unwrap().last().unwrap()["data"]["result"]["successful"], false);
}

#[tokio::test]
async fn a_hook_is_asked_about_its_toolkits_alone() {
    let (server, asked) = endpoint(says(json!({ "action": "block" }))).await;
    let harness = asking(&server).await;
    let session =
        harness.session("ada", json!({ "hooks": [hook("before_execute", json!({ "toolkits": ["Gmail"] }))] })).await;
    let (_, ran) = harness.execute(&session, "ECHO_READ", json!({})).await;
    assert_eq!((&ran["result_type"], &ran["hook_results"]), (&json!("completed"), &json!([])));
    harness.connect_gmail(&session).await;
    let (_, blocked) = harness.execute(&session, "GMAIL_GET_PROFILE", json!({})).await;
    assert_eq!(blocked["message"], "The hook 'Office hours' blocked this call.");
    let meta = harness.meta(&session, "COMPOSIO_MANAGE_CONNECTIONS", json!({ "toolkits": ["gmail"] })).await;
    assert_eq!(meta["results"]["gmail"]["status"], "active");
    let asked = asked.lock().unwrap().clone();
    assert_eq!(asked.len(), 1, "the router's own tools are not asked about");
    assert!(asked[0]["data"]["connected_account_id"].is_string(), "{asked:?}");
    let without = harness.session("ada", json!({})).await;
    assert_eq!(harness.execute(&without, "ECHO_READ", json!({})).await.1.get("hook_results"), None);
}

#[tokio::test]
async fn each_call_of_a_batch_is_asked_about() {
    let (server, asked) = endpoint(says(json!({ "action": "block", "message": "no" }))).await;
    let harness = asking(&server).await;
    let session =
        harness.session("ada", json!({ "hooks": [hook("before_execute", json!({ "toolkits": ["gmail"] }))] })).await;
    harness.connect_gmail(&session).await;
    let calls = json!([{ "tool_slug": "ECHO_READ", "arguments": { "a": 1 } }, { "tool_slug": "GMAIL_GET_PROFILE" }]);
    let body = json!({ "slug": "COMPOSIO_MULTI_EXECUTE_TOOL", "arguments": { "tools": calls } });
    let (_, outcome) = harness.post(&format!("{session}/execute_meta"), body).await;
    let batch = &outcome["data"];
    assert_eq!((&batch["success_count"], &batch["error_count"]), (&json!(1), &json!(1)));
    let blocked = &batch["results"][1];
    assert_eq!((&blocked["result_type"], &blocked["error"]), (&json!("blocked"), &json!("no")));
    assert_eq!(blocked["block_reason"]["type"], "request_blocked");
    assert_eq!(outcome["hook_results"], json!([{ "id": "before_execute", "status": "evaluated", "outcome": "block" }]));
    assert_eq!(asked.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_proxied_call_is_asked_about_as_well() {
    let (server, asked) = endpoint(says(json!({ "action": "block", "message": "no" }))).await;
    let harness = asking(&server).await;
    let call = json!({ "toolkit_slug": "gmail", "endpoint": "/gmail/v1/users/me/profile", "method": "GET" });
    for stage in ["before_execute", "after_execute"] {
        let config = json!({ "proxy_execute": { "enable": true }, "hooks": [hook(stage, json!("all"))] });
        let session = harness.session("ada", config).await;
        harness.connect_gmail(&session).await;
        let (status, blocked) = harness.post(&format!("{session}/proxy_execute"), call.clone()).await;
        assert_eq!(
            (status, &blocked["result_type"], &blocked["message"]),
            (StatusCode::OK, &json!("blocked"), &json!("no"))
        );
        assert_eq!(blocked["status"], Value::Null);
        let (_, blocked) = harness.execute(&session, "COMPOSIO_PROXY_EXECUTE", call.clone()).await;
        assert_eq!((&blocked["result_type"], &blocked["reason"]["hook_id"]), (&json!("blocked"), &json!(stage)));
    }
    let asked = asked.lock().unwrap().clone();
    assert_eq!((&asked[0]["data"]["call_type"], &asked[0]["data"]["request"]), (&json!("proxy"), &call));
    assert!(asked[2]["data"]["result"]["body"].as_str().unwrap().contains("emailAddress"), "{asked:?}");
}

#[tokio::test]
async fn what_cannot_be_asked_blocks() {
    let odd = ResponseTemplate::new(200).set_body_string("allow");
    let answers = [
        says(json!({})),
        says(json!({ "action": "modify", "arguments": {} })),
        odd,
        ResponseTemplate::new(200),
        ResponseTemplate::new(500).set_body_json(json!({ "action": "allow" })),
        ResponseTemplate::new(302).insert_header("location", "/elsewhere"),
        says(json!({ "action": "allow", "more": "x".repeat(limits::HOOK_ANSWER) })),
    ];
    for answer in answers {
        let (server, _) = endpoint(answer).await;
        let harness = asking(&server).await;
        stays_blocked(&harness).await;
    }
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}/hook", listener.local_addr().unwrap());
    drop(listener);
    stays_blocked(&with_webhook(nobody).await).await;
}

async fn stays_blocked(harness: &Harness) {
    for (stage, part) in [("before_execute", "was not run"), ("after_execute", "withheld")] {
        let session = harness.session("ada", json!({ "hooks": [hook(stage, json!("all"))] })).await;
        let (status, blocked) = harness.execute(&session, "ECHO_READ", json!({ "secret": "swordfish" })).await;
        assert_eq!((status, &blocked["result_type"]), (StatusCode::OK, &json!("blocked")), "{blocked}");
        assert_eq!(blocked["hook_results"], json!([{ "id": stage, "status": "unavailable" }]));
        assert!(
            blocked["message"].as_str().unwrap().contains(part) && !blocked.to_string().contains("swordfish"),
            "{blocked}"
        );
    }
}

#[tokio::test]
async fn an_endpoint_that_does_not_answer_blocks_in_time() {
    let (server, _) = endpoint(says(json!({ "action": "allow" })).set_delay(limits::REQUEST)).await;
    let harness = asking(&server).await;
    let session = harness.session("ada", json!({ "hooks": [hook("before_execute", json!("all"))] })).await;
    let started = std::time::Instant::now();
    let (_, blocked) = harness.execute(&session, "ECHO_READ", json!({})).await;
    assert_eq!(blocked["hook_results"][0]["status"], "unavailable");
    assert!(started.elapsed() < limits::HOOKS * 3, "{:?}", started.elapsed());
}

#[tokio::test]
async fn hooks_that_nobody_evaluates_are_refused() {
    let harness = Harness::start().await;
    let condition = json!({ "type": "before_execute", "id": "h1", "applies_to": "all",
        "handler": { "type": "condition_check", "condition": "it is late", "action": "block" } });
    let injection = json!({ "type": "after_execute", "id": "h2", "applies_to": "all",
        "handler": { "type": "prompt_injection_check", "action": "block" } });
    let webhook = hook("before_execute", json!("all"));
    let session = harness.session("ada", json!({})).await;
    for (hooks, part) in [
        (json!([condition]), "Error in payload.hooks[0].handler: what this hook checks takes a model"),
        (json!([injection]), "Error in payload.hooks[0].handler: what this hook checks takes a model"),
        (json!([webhook]), "Error in payload.hooks[0].handler: this router has no session webhook"),
    ] {
        let created = harness.post("tool_router/session", json!({ "user_id": "ada", "hooks": hooks })).await;
        let updated = harness.patch(&session, json!({ "hooks": hooks })).await;
        for (status, error) in [created, updated] {
            assert_eq!(status, StatusCode::BAD_REQUEST);
            assert!(error["error"]["message"].as_str().unwrap().contains("hooks"), "{error}");
            assert!(error["error"]["errors"][0].as_str().unwrap().starts_with(part), "{error}");
        }
    }
}

#[tokio::test]
async fn a_stored_session_stays_protected_by_a_router_without_the_webhook() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("router.db");
    let (server, _) = endpoint(says(json!({ "action": "allow" }))).await;
    let url = format!("{}/hook", server.uri());
    let harness = Harness::with(builder().store_file(&file).session_webhook(url, SECRET)).await;
    let session = harness.session("ada", json!({ "hooks": [hook("before_execute", json!("all"))] })).await;
    assert_eq!(harness.execute(&session, "ECHO_READ", json!({})).await.1["result_type"], "completed");
    harness.router.stop().await;
    let harness = Harness::with(builder().store_file(&file)).await;
    let (_, blocked) = harness.execute(&session, "ECHO_READ", json!({})).await;
    assert_eq!(
        (&blocked["result_type"], &blocked["hook_results"][0]["status"]),
        (&json!("blocked"), &json!("unavailable"))
    );
}

#[tokio::test]
async fn a_webhook_that_cannot_be_used_is_refused_at_the_start() {
    for (url, secret) in [
        ("not a url", SECRET),
        ("http://example.com/hook", SECRET),
        ("ftp://127.0.0.1/hook", SECRET),
        ("https://example.com/hook", "short"),
        ("http://127.0.0.1:1/hook", "whsec_c2hvcnQ="),
    ] {
        let error = builder().session_webhook(url, secret).start().await.unwrap_err();
        assert!(matches!(error, LocalError::InvalidWebhook { .. }), "{url}: {error:?}");
        assert!(!format!("{error:?}").contains(secret));
    }
    let shown = format!("{:?}", builder().session_webhook("https://example.com/hook", SECRET));
    assert!(!shown.contains(SECRET) && shown.contains("session_webhook: true"), "{shown}");
}
