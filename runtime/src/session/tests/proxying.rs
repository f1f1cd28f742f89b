//! Calls of a toolkit's own HTTP API.

use serde_json::{Value, json};

use super::{answer, count, ok, requests, retrieve, server};
use crate::config::{ProxyExecute, SessionConfig};
use crate::declaration::Declaration;
use crate::error::{Error, InvalidInput};
use crate::session::{InputResponse, ProxyBody, ProxyExecution, ProxyMethod};
use crate::test_support::{Handles as _, Manual, declare, refusal};

declare! {
    struct Calling {}
    Declaration::made(SessionConfig::DEFAULT.with_proxy_execute(Some(ProxyExecute::new(true))))
}

#[tokio::test]
async fn a_call_is_sent_as_the_wire_has_it_and_answered_with_a_status() {
    let server = server().await;
    let completed = json!({ "result_type": "completed", "status": 404, "data": { "error": "no" },
        "headers": { "etag": "x" }, "log_id": "log_1" });
    answer(&server, "POST", "proxy_execute", ok(completed)).await;
    let session = retrieve::<Calling>(&server).await;
    let call = session.proxy_execute(Calling::GMAIL, ProxyMethod::Post, "/labels").query("page", 1);
    match call.header("x-a", true).json(json!({ "name": "n" })).await.unwrap() {
        ProxyExecution::Completed(answer) => assert_eq!((answer.status, &answer.data["error"]), (404, &json!("no"))),
        other => panic!("expected an answer, got {other:?}"),
    }
    let sent: Value = server.received_requests().await.unwrap()[1].body_json().unwrap();
    assert_eq!(
        sent,
        json!({ "toolkit_slug": "gmail", "endpoint": "/labels", "method": "POST", "body": { "name": "n" },
            "parameters": [{ "name": "page", "value": "1", "type": "query" },
                { "name": "x-a", "value": "true", "type": "header" }] }),
    );
}

#[tokio::test]
async fn what_was_not_declared_or_cannot_be_is_not_sent() {
    let server = server().await;
    let session = retrieve::<Calling>(&server).await;
    let empty = session.proxy_execute(Calling::GMAIL, ProxyMethod::Get, " ").await.unwrap_err();
    let bytes = ProxyBody::Base64("AA==".to_owned());
    let two = session.proxy_execute(Calling::GMAIL, ProxyMethod::Put, "/x").json(1).binary(bytes, None);
    for error in [empty, two.await.unwrap_err()] {
        assert!(matches!(error, Error::Invalid(InvalidInput::ProxyCall { .. })), "{error:?}");
    }
    let undeclared = retrieve::<Manual>(&server).await;
    let error = undeclared.proxy_execute(Manual::GMAIL, ProxyMethod::Get, "/x").await.unwrap_err();
    assert!(matches!(error, Error::Invalid(InvalidInput::ProxyNotDeclared)), "{error:?}");
    assert_eq!(requests(&server).await, ["GET trs_1", "GET trs_1"]);
}

#[tokio::test]
async fn an_approval_is_answered_with_the_same_call_also_after_a_restart() {
    let server = server().await;
    let ask = json!({ "result_type": "input_required", "request_state": "state_1",
        "input_requests": { "approval": { "type": "elicitation", "mode": "form", "message": "Allow?" } } });
    answer(&server, "POST", "proxy_execute", ok(ask)).await;
    let session = retrieve::<Calling>(&server).await;
    let asked = session.proxy_execute(Calling::GMAIL, ProxyMethod::Get, "/x").query("q", "a").await.unwrap();
    let stored = serde_json::to_string(&asked).unwrap();
    let ProxyExecution::InputRequired(input) = serde_json::from_str(&stored).unwrap() else {
        panic!("not asked: {stored}")
    };
    assert_eq!(input.requests()["approval"].message, "Allow?");
    let _ = session.respond_to_proxy(&input, [("approval".to_owned(), InputResponse::approve())]).await.unwrap();
    let sent: Value = server.received_requests().await.unwrap()[2].body_json().unwrap();
    assert_eq!(
        sent,
        json!({ "toolkit_slug": "gmail", "endpoint": "/x", "method": "GET",
            "parameters": [{ "name": "q", "value": "a", "type": "query" }], "request_state": "state_1",
            "input_responses": { "approval": { "action": "accept", "content": { "decision": "approve" } } } }),
    );
}

#[tokio::test]
async fn a_call_is_sent_once_and_a_block_names_its_hook() {
    let failing = server().await;
    answer(&failing, "POST", "proxy_execute", refusal(500)).await;
    let session = retrieve::<Calling>(&failing).await;
    assert!(session.proxy_execute(Calling::GMAIL, ProxyMethod::Get, "/x").await.is_err());
    assert_eq!(count(&failing, "POST proxy_execute").await, 1);

    let blocking = server().await;
    let blocked = json!({ "result_type": "blocked", "reason": { "type": "response_blocked", "hook_id": "h1" },
        "message": "an injection" });
    answer(&blocking, "POST", "proxy_execute", ok(blocked)).await;
    let session = retrieve::<Calling>(&blocking).await;
    match session.proxy_execute(Calling::GMAIL, ProxyMethod::Get, "/x").await.unwrap() {
        ProxyExecution::Blocked(blocked) => assert_eq!(blocked.reason.hook_id.as_deref(), Some("h1")),
        other => panic!("expected a block, got {other:?}"),
    }
}
