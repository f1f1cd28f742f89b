//! The outcomes of executing a tool.

use serde_json::{Value, json};
use wiremock::Mock;
use wiremock::matchers::path_regex;

use super::{answer, ok, requests, retrieve, server};
use crate::error::{Error, InvalidInput};
use crate::session::{Execution, InputResponse, MetaTool};
use crate::test_support::{Handles, Manual};

/// The outcome of executing a tool on a router that answers `body`.
async fn execution(body: Value) -> Result<Execution, Error> {
    let server = server().await;
    answer(&server, "POST", "execute", ok(body)).await;
    retrieve::<Manual>(&server).await.execute(Manual::GMAIL_SEND_EMAIL, json!({})).await
}

#[tokio::test]
async fn data_is_read_as_a_type() {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Sent {
        id: String,
    }
    let body = json!({ "result_type": "completed", "data": { "id": "m1" }, "error": null, "log_id": "log_1" });
    let completed = execution(body).await.unwrap();
    assert!(completed.is_completed());
    assert_eq!(completed.clone().into_typed::<Sent>().unwrap(), Sent { id: "m1".to_owned() });
    let error = completed.into_typed::<Vec<u8>>().unwrap_err();
    assert!(matches!(error, Error::UnexpectedData { .. }), "{error:?}");
}

#[tokio::test]
async fn a_failure_is_a_value_and_becomes_an_error_when_data_is_asked_for() {
    let data = json!({ "token": "tok_secret" });
    let body = json!({ "result_type": "failed", "data": data, "error": "no such label", "log_id": "log_1" });
    let failed = execution(body).await.unwrap();
    assert!(matches!(&failed, Execution::Failed(failed) if failed.error.as_deref() == Some("no such label")));
    let error = failed.into_data().unwrap_err();
    assert_eq!(error.to_string(), "the tool failed: no such label");
    assert!(!format!("{error:?}").contains("tok_secret"), "{error:?}");
}

#[tokio::test]
async fn a_block_names_its_hook() {
    let body = json!({ "result_type": "blocked", "message": "looks like phishing",
        "reason": { "type": "request_blocked", "hook_id": "h1" } });
    let error = execution(body).await.unwrap().into_data().unwrap_err();
    assert_eq!(error.to_string(), "the tool was blocked by the hook `h1`: looks like phishing");
}

#[tokio::test]
async fn an_unknown_outcome_is_kept_whole() {
    let body = json!({ "result_type": "postponed", "until": "tomorrow" });
    match execution(body.clone()).await.unwrap() {
        Execution::Unknown(unknown) => {
            assert_eq!(unknown.result_type, "postponed");
            assert_eq!(unknown.answer, body);
        }
        other => panic!("expected an unknown outcome, got {other:?}"),
    }
}

#[tokio::test]
async fn an_outcome_without_what_it_needs_is_unexpected() {
    for body in [json!({}), json!({ "result_type": "completed" }), json!({ "result_type": 7 }), json!([])] {
        let error = execution(body).await.unwrap_err();
        assert!(matches!(error, Error::UnexpectedAnswer(_)), "{error:?}");
    }
}

#[tokio::test]
async fn approval_repeats_the_same_call_with_the_answer_also_after_a_restart() {
    let server = server().await;
    let asked = json!({ "result_type": "input_required", "request_state": "state_secret", "input_requests": {
        "approval": { "type": "elicitation", "mode": "form", "message": "Send the mail?", "requested_schema": {} } } });
    answer(&server, "POST", "execute", ok(asked)).await;
    let session = retrieve::<Manual>(&server).await;
    let outcome =
        session.execute(Manual::GMAIL_SEND_EMAIL, json!({ "to": "a@example.com" })).account("work").await.unwrap();
    assert!(!format!("{outcome:?}").contains("state_secret"));
    let stored = serde_json::to_string(&outcome).unwrap();
    let Execution::InputRequired(input) = serde_json::from_str(&stored).unwrap() else { panic!("not asked: {stored}") };
    assert_eq!(input.requests()["approval"].message, "Send the mail?");
    let _ = session.respond(&input, [("approval".to_owned(), InputResponse::approve())]).await.unwrap();

    let requests = server.received_requests().await.unwrap();
    let bodies: Vec<Value> = requests[1..].iter().map(|request| request.body_json().unwrap()).collect();
    let call = json!({ "tool_slug": "GMAIL_SEND_EMAIL", "arguments": { "to": "a@example.com" }, "account": "work" });
    assert_eq!(bodies[0], call);
    let mut answered = call;
    answered["input_responses"] = json!({ "approval": { "action": "accept", "content": { "decision": "approve" } } });
    answered["request_state"] = json!("state_secret");
    assert_eq!(bodies[1], answered);
}

#[tokio::test]
async fn a_second_question_is_answered_with_its_own_state() {
    let server = server().await;
    let ask = |state: Value| {
        let requests = json!({ "approval": { "type": "elicitation", "mode": "form", "message": "Send?" } });
        let mut body = json!({ "result_type": "input_required", "input_requests": requests });
        if state.is_string() {
            body["request_state"] = state;
        }
        ok(body)
    };
    for answered in [ask(json!("state_1")), ask(json!("state_2")), ask(Value::Null)] {
        let once = Mock::given(path_regex("/execute$")).respond_with(answered).up_to_n_times(1);
        once.mount(&server).await;
    }
    answer(&server, "POST", "execute", ok(json!({ "result_type": "completed", "data": {} }))).await;
    let session = retrieve::<Manual>(&server).await;
    let mut outcome = session.execute(Manual::GMAIL_SEND_EMAIL, ()).await.unwrap();
    while let Execution::InputRequired(input) = outcome {
        outcome = session.respond(&input, [("approval".to_owned(), InputResponse::Decline)]).await.unwrap();
    }
    let requests = server.received_requests().await.unwrap();
    let states = requests[1..].iter().map(|request| request.body_json::<Value>().unwrap()["request_state"].clone());
    assert_eq!(states.collect::<Vec<_>>(), [Value::Null, json!("state_1"), json!("state_2"), Value::Null]);
}

#[tokio::test]
async fn meta_tools_have_an_endpoint_of_their_own() {
    let server = server().await;
    answer(&server, "POST", "execute_meta", ok(json!({ "result_type": "completed", "data": {} }))).await;
    let session = retrieve::<Manual>(&server).await;
    let _ = session.execute_meta(MetaTool::GetToolSchemas, json!({ "tool_slugs": ["X"] })).await.unwrap();
    let body: Value = server.received_requests().await.unwrap()[1].body_json().unwrap();
    assert_eq!(body, json!({ "slug": "COMPOSIO_GET_TOOL_SCHEMAS", "arguments": { "tool_slugs": ["X"] } }));
}

#[tokio::test]
async fn arguments_that_are_not_an_object_are_not_sent() {
    let server = server().await;
    let session = retrieve::<Manual>(&server).await;
    for arguments in [json!([1]), json!("text"), json!(1)] {
        let error = session.execute_named("GMAIL_SEND_EMAIL", arguments).await.unwrap_err();
        assert!(matches!(error, Error::Invalid(InvalidInput::Arguments { .. })), "{error:?}");
    }
    let error = session.execute_named("", json!({})).await.unwrap_err();
    assert!(matches!(error, Error::Invalid(InvalidInput::EmptyTool)), "{error:?}");
    assert_eq!(requests(&server).await, ["GET trs_1"]);
}

#[tokio::test]
async fn no_arguments_are_an_empty_object() {
    let server = server().await;
    answer(&server, "POST", "execute", ok(json!({ "result_type": "completed", "data": {} }))).await;
    let _ = retrieve::<Manual>(&server).await.execute(Manual::GMAIL_SEND_EMAIL, ()).await.unwrap();
    let body: Value = server.received_requests().await.unwrap()[1].body_json().unwrap();
    assert_eq!(body["arguments"], json!({}));
}

#[tokio::test]
async fn sessions_of_several_agents_are_of_one_type() {
    use crate::session::AnySession;
    use crate::test_support::OnDemand;

    let server = server().await;
    answer(&server, "POST", "execute", ok(json!({ "result_type": "completed", "data": { "a": 1 }, "log_id": "" })))
        .await;
    let sessions = [AnySession::from(retrieve::<OnDemand>(&server).await), retrieve::<Manual>(&server).await.into()];
    for (session, mode) in sessions.iter().zip([crate::connections::Mode::OnDemand, crate::connections::Mode::Manual]) {
        assert_eq!((session.id().as_str(), session.user_id().as_str(), session.mode()), ("trs_1", "user_1", mode));
        assert!(session.declared().toolkits.access.allows("gmail") && session.agent() == "Agent");
        let outcome = session.execute_named("GMAIL_SEND_EMAIL", json!({})).await.unwrap();
        assert_eq!(outcome.into_data().unwrap()["a"], 1);
    }
}
