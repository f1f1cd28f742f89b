//! Calls that wait for the user's approval.

use super::*;

async fn start(config: Value) -> (Harness, String) {
    let harness = Harness::start().await;
    let session = harness.session("ada", config).await;
    (harness, session)
}

/// Runs `ECHO_DELETE` with the answers to an earlier question.
async fn delete(harness: &Harness, session: &str, arguments: Value, answers: Value) -> (StatusCode, Value) {
    let mut body = json!({ "tool_slug": "ECHO_DELETE", "arguments": arguments });
    for (key, value) in answers.as_object().unwrap() {
        body[key] = value.clone();
    }
    harness.post(&format!("{session}/execute"), body).await
}

fn decide(asked: &Value, decision: &str) -> Value {
    json!({
        "request_state": asked["request_state"],
        "input_responses": { "approval": { "action": "accept", "content": { "decision": decision } } },
    })
}

#[tokio::test]
async fn an_approved_call_runs_once() {
    let (harness, session) = start(json!({ "tags": { "require_approval": ["destructiveHint"] } })).await;
    let arguments = json!({ "id": 1 });
    let (status, asked) = delete(&harness, &session, arguments.clone(), json!({})).await;
    assert_eq!((status, &asked["result_type"]), (StatusCode::OK, &json!("input_required")));
    let request = &asked["input_requests"]["approval"];
    assert_eq!((&request["type"], &request["mode"]), (&json!("elicitation"), &json!("form")));
    assert!(!asked["error"].is_null(), "a client that knows only `error` must not take it for success");

    let approved = decide(&asked, "approve");
    let (status, other) = delete(&harness, &session, json!({ "id": 2 }), approved.clone()).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "another call: {other}");
    let (_, done) = delete(&harness, &session, arguments.clone(), approved.clone()).await;
    assert_eq!((&done["result_type"], &done["data"]), (&json!("completed"), &arguments));
    let (status, _) = delete(&harness, &session, arguments, approved).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "used twice");
    let (_, read) = harness.execute(&session, "ECHO_READ", json!({})).await;
    assert_eq!(read["result_type"], "completed");
}

#[tokio::test]
async fn a_declined_call_does_not_run() {
    let (harness, session) = start(json!({ "tools": { "echo": { "require_approval": ["ECHO_DELETE"] } } })).await;
    for no in [json!({ "action": "accept", "content": { "decision": "deny" } }), json!({ "action": "cancel" })] {
        let (_, asked) = delete(&harness, &session, json!({}), json!({})).await;
        let answers = json!({ "request_state": asked["request_state"], "input_responses": { "approval": no } });
        let (_, declined) = delete(&harness, &session, json!({}), answers).await;
        assert_eq!(declined["result_type"], "failed");
        assert_eq!(declined["error"], "The user did not approve this call.");
    }
}

#[tokio::test]
async fn always_holds_for_the_session_and_the_tool() {
    let (harness, session) = start(json!({ "toolkits": { "require_approval": ["echo"] } })).await;
    let (_, asked) = delete(&harness, &session, json!({}), json!({})).await;
    delete(&harness, &session, json!({}), decide(&asked, "always_approve")).await;
    assert_eq!(delete(&harness, &session, json!({ "id": 9 }), json!({})).await.1["result_type"], "completed");
    assert_eq!(harness.execute(&session, "ECHO_READ", json!({})).await.1["result_type"], "input_required");
    let other = harness.session("ada", json!({ "toolkits": { "require_approval": ["echo"] } })).await;
    assert_eq!(delete(&harness, &other, json!({}), json!({})).await.1["result_type"], "input_required");
}

#[tokio::test]
async fn a_state_belongs_to_its_session() {
    let config = json!({ "toolkits": { "require_approval": ["echo"] } });
    let (harness, session) = start(config.clone()).await;
    let other = harness.session("bob", config).await;
    let (_, asked) = delete(&harness, &session, json!({}), json!({})).await;
    assert_eq!(delete(&harness, &other, json!({}), decide(&asked, "approve")).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn permissions_ask_once_or_deny() {
    let overrides = json!({ "ECHO_READ:__none__": "always_deny" });
    let permissions = json!({ "default": "ask_once_per_session", "overrides": overrides });
    let (harness, session) = start(json!({ "experimental": { "permissions": permissions } })).await;
    let (status, denied) = harness.execute(&session, "ECHO_READ", json!({})).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(denied["error"]["message"].as_str().unwrap().contains("is denied"), "{denied}");
    let (_, asked) = delete(&harness, &session, json!({}), json!({})).await;
    delete(&harness, &session, json!({}), decide(&asked, "approve")).await;
    assert_eq!(delete(&harness, &session, json!({}), json!({})).await.1["result_type"], "completed");
}

#[tokio::test]
async fn a_batch_asks_for_all_of_its_calls_at_once() {
    let (harness, session) = start(json!({ "tags": { "require_approval": ["destructiveHint"] } })).await;
    let call = |slug: &str, id: u32| json!({ "tool_slug": slug, "arguments": { "id": id } });
    let tools = [call("ECHO_DELETE", 0), call("ECHO_READ", 1), call("ECHO_DELETE", 2)];
    let mut body = json!({ "slug": "COMPOSIO_MULTI_EXECUTE_TOOL", "arguments": { "tools": tools } });
    let path = format!("{session}/execute_meta");
    let (_, asked) = harness.post(&path, body.clone()).await;
    assert_eq!(asked["result_type"], "input_required");
    body["request_state"] = asked["request_state"].clone();
    body["input_responses"] = json!({
        "approval_0": { "action": "accept", "content": { "decision": "approve" } },
        "approval_2": { "action": "decline" },
    });
    let (_, done) = harness.post(&path, body).await;
    assert_eq!((&done["data"]["success_count"], &done["data"]["error_count"]), (&json!(2), &json!(1)), "{done}");
    assert_eq!(done["data"]["results"][2]["error"], "The user did not approve this call.");
}

#[tokio::test]
async fn an_approval_is_for_one_account() {
    let several = json!({ "enable": true, "require_explicit_selection": false });
    let config =
        json!({ "multi_account": several, "tools": { "gmail": { "require_approval": ["GMAIL_GET_PROFILE"] } } });
    let (harness, session) = start(config).await;
    let (work, home) = (harness.connect_gmail(&session).await, harness.connect_gmail(&session).await);
    let call = json!({ "tool_slug": "GMAIL_GET_PROFILE", "arguments": {} });
    let path = format!("{session}/execute");
    let with = |mut call: Value, account: &str, answers: &Value| {
        call["account"] = account.into();
        call["request_state"] = answers["request_state"].clone();
        call["input_responses"] = answers["input_responses"].clone();
        call
    };
    let (_, asked) = harness.post(&path, with(call.clone(), &work, &json!({}))).await;
    let approved = decide(&asked, "approve");
    let (status, other) = harness.post(&path, with(call.clone(), &home, &approved)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{other}");
    let (_, done) = harness.post(&path, with(call.clone(), &work, &approved)).await;
    assert_eq!(done["result_type"], "completed", "{done}");

    // Without a name the latest account is used, and a later one is a different account.
    let (_, asked) = harness.post(&path, call.clone()).await;
    harness.connect_gmail(&session).await;
    let mut approved = decide(&asked, "approve");
    approved["tool_slug"] = call["tool_slug"].clone();
    assert_eq!(harness.post(&path, approved).await.0, StatusCode::BAD_REQUEST);
}

/// Approves `arguments` with `decision`, and returns whether the same session asks again for `next`.
async fn asks_again(harness: &Harness, session: &str, arguments: Value, decision: &str, next: Value) -> bool {
    let (_, asked) = delete(harness, session, arguments.clone(), json!({})).await;
    assert_eq!(asked["result_type"], "input_required", "{asked}");
    let (_, done) = delete(harness, session, arguments, decide(&asked, decision)).await;
    assert_eq!(done["result_type"], "completed", "{done}");
    delete(harness, session, next, json!({})).await.1["result_type"] == "input_required"
}

fn permission(default: &str) -> Value {
    json!({ "experimental": { "permissions": { "default": default } } })
}

#[tokio::test]
async fn an_approval_ends_with_the_kind_of_need_that_it_was_for() {
    let (harness, session) = start(permission("ask_once_per_session")).await;
    let (one, two) = (json!({ "id": 1 }), json!({ "id": 2 }));
    assert!(!asks_again(&harness, &session, one.clone(), "approve", two.clone()).await);
    assert_eq!(harness.patch(&session, permission("ask_every_call")).await.0, StatusCode::OK);
    let (_, asked) = delete(&harness, &session, two.clone(), json!({})).await;
    assert_eq!(asked["result_type"], "input_required", "the next call after the change");
    // An answer to the laxer question is not one to the stricter, nor the other way round.
    assert_eq!(harness.patch(&session, permission("ask_once_per_session")).await.0, StatusCode::OK);
    assert_eq!(delete(&harness, &session, two, json!({})).await.1["result_type"], "completed");
    let other = harness.session("ada", permission("ask_every_call")).await;
    let (_, asked) = delete(&harness, &other, one.clone(), json!({})).await;
    assert_eq!(harness.patch(&other, permission("ask_once_per_session")).await.0, StatusCode::OK);
    assert_eq!(delete(&harness, &other, one, decide(&asked, "approve")).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn where_every_call_is_asked_for_always_is_for_the_same_arguments() {
    let (harness, session) = start(permission("ask_every_call")).await;
    let (one, two) = (json!({ "id": 1 }), json!({ "id": 2 }));
    assert!(asks_again(&harness, &session, one.clone(), "approve", one.clone()).await);
    assert!(!asks_again(&harness, &session, one.clone(), "always_approve", one.clone()).await);
    assert!(asks_again(&harness, &session, two.clone(), "approve", two).await);
}

#[tokio::test]
async fn always_is_for_one_account() {
    let several = json!({ "enable": true, "require_explicit_selection": false });
    for needs in [permission("ask_once_per_session"), json!({ "toolkits": { "require_approval": ["gmail"] } })] {
        let mut config = needs;
        config["multi_account"] = several.clone();
        let (harness, session) = start(config).await;
        let (work, home) = (harness.connect_gmail(&session).await, harness.connect_gmail(&session).await);
        let path = format!("{session}/execute");
        let call = |account: &str| json!({ "tool_slug": "GMAIL_GET_PROFILE", "arguments": {}, "account": account });
        let (_, asked) = harness.post(&path, call(&work)).await;
        let mut approved = decide(&asked, "always_approve");
        approved["tool_slug"] = "GMAIL_GET_PROFILE".into();
        approved["account"] = work.clone().into();
        assert_eq!(harness.post(&path, approved).await.1["result_type"], "completed");
        assert_eq!(harness.post(&path, call(&work)).await.1["result_type"], "completed");
        assert_eq!(harness.post(&path, call(&home)).await.1["result_type"], "input_required");
    }
}

#[tokio::test]
async fn a_question_names_the_tool_the_account_and_the_arguments() {
    let (harness, session) =
        start(json!({ "toolkits": { "require_approval": ["gmail", "echo"] }, "proxy_execute": { "enable": true } }))
            .await;
    let link = harness.link(&session, json!({ "toolkit": "gmail", "alias": "work" })).await;
    browser().connect(&link.url).await.unwrap();
    let message = |asked: &Value| asked["input_requests"]["approval"]["message"].as_str().unwrap().to_owned();
    let mail = json!({ "recipient_email": "eve@example.com", "body": "x\u{202e}\ny" });
    let (_, asked) = harness.execute(&session, "GMAIL_SEND_EMAIL", mail).await;
    let said = message(&asked);
    for part in ["GMAIL_SEND_EMAIL", "work", &link.account, "eve@example.com"] {
        assert!(said.contains(part), "no {part} in {said}");
    }
    assert!(!said.contains('\u{202e}') && !said.contains('\n'), "{said}");
    let (_, asked) = delete(&harness, &session, json!({ "id": "x".repeat(9_000) }), json!({})).await;
    let said = message(&asked);
    assert!(said.contains("without an account") && said.len() < 4_000, "{said}");
    let call = json!({ "toolkit_slug": "gmail", "endpoint": "/gmail/v1/users/me/labels", "method": "POST", "body": { "name": "Secret" } });
    let (_, asked) = harness.post(&format!("{session}/proxy_execute"), call).await;
    let said = message(&asked);
    for part in ["gmail", "work", &link.account, "/gmail/v1/users/me/labels", "POST", "Secret"] {
        assert!(said.contains(part), "no {part} in {said}");
    }
}
