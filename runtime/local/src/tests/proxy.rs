//! Calls of a toolkit's own HTTP API.

use super::*;

fn call(endpoint: &str) -> Value {
    json!({ "toolkit_slug": "gmail", "endpoint": endpoint, "method": "GET" })
}

/// A session that may call Gmail's API, with Gmail connected.
async fn calling(harness: &Harness, mut config: Value) -> String {
    config["proxy_execute"] = json!({ "enable": true });
    let session = harness.session("ada", config).await;
    harness.connect_gmail(&session).await;
    format!("{session}/proxy_execute")
}

#[tokio::test]
async fn a_call_reaches_the_provider_as_the_user() {
    let harness = Harness::start().await;
    let proxy = calling(&harness, json!({})).await;
    let (status, answer) = harness.post(&proxy, call("/gmail/v1/users/me/profile")).await;
    assert_eq!((status, &answer["result_type"], &answer["status"]), (StatusCode::OK, &json!("completed"), &json!(200)));
    assert!(answer["data"]["emailAddress"].as_str().unwrap().contains('@'), "{answer}");
    let mut search = call("/gmail/v1/users/me/messages");
    search["parameters"] = json!([{ "name": "maxResults", "value": "2", "type": "query" }]);
    assert_eq!(harness.post(&proxy, search).await.1["data"]["messages"].as_array().unwrap().len(), 2);
    let (status, answer) = harness.post(&proxy, call("/gmail/v1/users/me/messages/none")).await;
    assert_eq!((status, &answer["status"]), (StatusCode::OK, &json!(404)), "an error of the provider is an answer");
    let mut label = call("/gmail/v1/users/me/labels");
    label["method"] = "POST".into();
    label["body"] = json!({ "name": "Proxied" });
    assert_eq!(harness.post(&proxy, label).await.1["data"]["name"], "Proxied");
}

#[tokio::test]
async fn the_token_goes_nowhere_else() {
    let harness = Harness::start().await;
    let proxy = calling(&harness, json!({})).await;
    let origin = harness.router.url().origin().ascii_serialization();
    for endpoint in ["https://evil.example/x", "/../../api/v3.1/x", &format!("{origin}/api/v3.1/connected_accounts")] {
        assert_eq!(harness.post(&proxy, call(endpoint)).await.0, StatusCode::BAD_REQUEST, "{endpoint}");
    }
    let mut impostor = call("/gmail/v1/users/me/profile");
    impostor["parameters"] = json!([{ "name": "Authorization", "value": "Bearer x", "type": "header" }]);
    assert_eq!(harness.post(&proxy, impostor).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_session_that_does_not_say_serves_the_programs_calls_and_not_the_agents() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "toolkits": ["gmail"] })).await;
    harness.connect(&session, "gmail").await;
    let profile = call("/gmail/v1/users/me/profile");
    let (status, answer) = harness.post(&format!("{session}/proxy_execute"), profile.clone()).await;
    assert_eq!((status, &answer["status"]), (StatusCode::OK, &json!(200)), "{answer}");
    assert_eq!(harness.execute(&session, "COMPOSIO_PROXY_EXECUTE", profile).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn sessions_and_toolkits_that_offer_none_refuse() {
    let harness = Harness::start().await;
    let off = harness.session("ada", json!({ "proxy_execute": { "enable": false } })).await;
    let (status, error) = harness.post(&format!("{off}/proxy_execute"), call("/x")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(error["error"]["message"].as_str().unwrap().contains("is disabled"), "{error}");
    let on = |toolkits: Value| json!({ "proxy_execute": { "enable": true }, "toolkits": toolkits });
    let without_gmail = harness.session("ada", on(json!(["echo"]))).await;
    let refused = harness.post(&format!("{without_gmail}/proxy_execute"), call("/x")).await;
    assert_eq!(refused.0, StatusCode::BAD_REQUEST);
    let mut echo = call("/x");
    echo["toolkit_slug"] = "echo".into();
    assert_eq!(harness.post(&format!("{without_gmail}/proxy_execute"), echo).await.0, StatusCode::BAD_REQUEST);
    let unconnected = harness.session("bob", on(json!(["gmail"]))).await;
    let (_, error) = harness.post(&format!("{unconnected}/proxy_execute"), call("/x")).await;
    assert_eq!(error["error"]["slug"], "ToolRouterV2_NoActiveConnection");
}

#[tokio::test]
async fn approvals_of_tools_hold_for_the_call_that_could_do_the_same() {
    let harness = Harness::start().await;
    for config in [
        json!({ "toolkits": { "require_approval": ["gmail"] } }),
        json!({ "tags": { "require_approval": ["destructiveHint"] } }),
        json!({ "tools": { "gmail": { "require_approval": ["GMAIL_SEND_EMAIL"] } } }),
    ] {
        let proxy = calling(&harness, config).await;
        let (_, asked) = harness.post(&proxy, call("/gmail/v1/users/me/profile")).await;
        assert_eq!(asked["result_type"], "input_required", "{asked}");
        let mut approved = call("/gmail/v1/users/me/profile");
        approved["request_state"] = asked["request_state"].clone();
        approved["input_responses"] =
            json!({ "approval": { "action": "accept", "content": { "decision": "approve" } } });
        let mut other = approved.clone();
        other["endpoint"] = "/gmail/v1/users/me/labels".into();
        assert_eq!(harness.post(&proxy, other).await.0, StatusCode::BAD_REQUEST, "the approval is for the other call");
        assert_eq!(harness.post(&proxy, approved).await.1["result_type"], "completed");
    }
}

#[tokio::test]
async fn an_override_holds_for_the_call_whether_its_tool_is_served_or_not() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "proxy_execute": { "enable": true } })).await;
    let account = harness.connect_gmail(&session).await;
    for (tool, status) in [
        ("GMAIL_SEND_EMAIL", StatusCode::BAD_REQUEST),
        ("GMAIL_EMPTY_TRASH", StatusCode::BAD_REQUEST),
        ("ECHO_DELETE", StatusCode::OK),
    ] {
        let permissions =
            json!({ "default": "allow_all", "overrides": { format!("{tool}:{account}"): "always_deny" } });
        let patch = json!({ "experimental": { "permissions": permissions } });
        let updated = harness.request(Method::PATCH, &session).json(&patch).send().await.unwrap();
        assert_eq!(updated.status(), StatusCode::OK, "{tool}");
        let called = harness.post(&format!("{session}/proxy_execute"), call("/gmail/v1/users/me/profile")).await;
        assert_eq!(called.0, status, "{tool}: {}", called.1);
    }
}
