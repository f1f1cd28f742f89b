//! Calls of MCP clients that wait for the user.

use super::*;

fn approved(config: Value) -> Value {
    let mut all =
        json!({ "preload": { "tools": ["ECHO_DELETE"] }, "tags": { "require_approval": ["destructiveHint"] } });
    for (key, value) in config.as_object().unwrap() {
        all[key] = value.clone();
    }
    all
}

#[tokio::test]
async fn an_approval_is_asked_of_the_clients_user() {
    let harness = Harness::start().await;
    for lifecycle in lifecycles() {
        let session = harness.session("ada", approved(json!({}))).await;
        let user = User::who_decides("approve");
        let client = harness.client_of(&session, user.clone(), lifecycle.clone()).await;
        let deleted = call(&client, "ECHO_DELETE", json!({ "id": 7 })).await;
        assert_eq!(deleted.structured_content, Some(json!({ "id": 7 })), "{deleted:?}");
        let calls =
            json!([{ "tool_slug": "ECHO_DELETE", "arguments": {} }, { "tool_slug": "ECHO_READ", "arguments": {} }]);
        let many = call(&client, "COMPOSIO_MULTI_EXECUTE_TOOL", json!({ "tools": calls })).await;
        assert_eq!(many.structured_content.unwrap()["success_count"], 2);
        assert_eq!(user.asked(), 2, "each call, and once for each");

        let user = User::who_decides("always_approve");
        let client = harness.client_of(&session, user.clone(), lifecycle).await;
        for _ in 0..2 {
            assert_eq!(call(&client, "ECHO_DELETE", json!({})).await.is_error, Some(false));
        }
        assert_eq!(user.asked(), 1);
    }
}

#[tokio::test]
async fn without_a_yes_nothing_runs() {
    let harness = Harness::start().await;
    let session = harness.session("ada", approved(json!({}))).await;
    for lifecycle in lifecycles() {
        for user in [
            User::who_decides("deny"),
            User::who_decides("perhaps"),
            User::who(ElicitationAction::Accept, Value::Null),
            User::who(ElicitationAction::Decline, json!({ "decision": "approve" })),
            User::who(ElicitationAction::Cancel, Value::Null),
        ] {
            let client = harness.client_of(&session, user.clone(), lifecycle.clone()).await;
            let denied = failure(&call(&client, "ECHO_DELETE", json!({})).await);
            assert!(denied.contains("did not approve"), "{denied}");
            assert_eq!(user.asked(), 1);
        }
    }
}

#[tokio::test]
async fn an_approval_does_not_bring_back_what_was_taken_away_meanwhile() {
    let harness = Harness::start().await;
    let patience = Arc::new(Semaphore::new(0));
    let user = User { patience: Some(patience.clone()), ..User::who_decides("approve") };
    let session = harness.session("ada", approved(json!({}))).await;
    let client = harness.client(&session, user.clone()).await;
    let narrow = async {
        timeout(PATIENCE, user.thinks.notified()).await.expect("a question");
        let patch = json!({ "toolkits": { "disable": ["echo"] }, "preload": null });
        let (status, body) = answer(harness.request(Method::PATCH, &session).json(&patch).send().await.unwrap()).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        patience.add_permits(1);
    };
    let (called, ()) = tokio::join!(call(&client, "ECHO_DELETE", json!({})), narrow);
    assert!(failure(&called).contains("is disabled for this session"), "{called:?}");
}

#[tokio::test]
async fn a_question_ends_with_its_session() {
    let harness = Harness::start().await;
    let session = harness.session("ada", approved(json!({}))).await;
    let endpoint = harness.endpoint(&session).await;
    let mut message = initialize();
    message["params"]["capabilities"]["elicitation"] = json!({});
    let started = harness.raw(&endpoint, &message).send().await.unwrap();
    let id = started.headers()["mcp-session-id"].clone();
    let send = |message: Value| harness.raw(&endpoint, &message).header("mcp-session-id", &id).send();
    send(json!({ "jsonrpc": "2.0", "method": "notifications/initialized" })).await.unwrap();
    let params = json!({ "name": "ECHO_DELETE", "arguments": {} });
    let call = json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": params });
    let mut stream = send(call).await.unwrap();
    let mut said = String::new();
    while !said.contains("elicitation/create") {
        let chunk = timeout(PATIENCE, stream.chunk()).await.expect("a question").unwrap().expect("more of the stream");
        said.push_str(std::str::from_utf8(&chunk).unwrap());
    }
    assert_eq!(harness.delete(&session).await.0, StatusCode::OK);
    let rest = timeout(PATIENCE, stream.text()).await.expect("the stream ends").unwrap();
    assert!(!rest.contains("structuredContent"), "{rest}");
}

#[tokio::test]
async fn where_the_client_cannot_ask_the_session_says_what_happens() {
    let harness = Harness::start().await;
    for lifecycle in lifecycles() {
        let fallback = |fallback: &str| json!({ "experimental": { "no_elicitation_support_fallback": fallback } });
        for config in [approved(json!({})), approved(fallback("deny"))] {
            let session = harness.session("ada", config).await;
            let client = harness.client_of(&session, User::default(), lifecycle.clone()).await;
            let denied = failure(&call(&client, "ECHO_DELETE", json!({})).await);
            assert!(denied.contains("did not approve") && denied.contains("cannot ask"), "{denied}");
        }
        let mut config = fallback("allow");
        config["experimental"]["permissions"] = json!({ "default": "ask_once_per_session" });
        config["preload"] = json!({ "tools": ["ECHO_DELETE"] });
        let session = harness.session("ada", config).await;
        let client = harness.client_of(&session, User::default(), lifecycle.clone()).await;
        assert_eq!(call(&client, "ECHO_DELETE", json!({})).await.is_error, Some(false));
        let (_, asked) = harness.execute(&session, "ECHO_DELETE", json!({})).await;
        assert_eq!(asked["result_type"], "input_required", "nobody has approved");
    }
}
