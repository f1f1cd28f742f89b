//! Replies of models and errors of providers that mean no good.

use serde_json::{Value, json};
use wiremock::matchers::{body_partial_json, method, path};
use wiremock::{Mock, MockServer};

use super::{SESSION, answer, ok, requests, retrieve, server};
use crate::Session;
use crate::error::{Error, InvalidInput};
use crate::model::{PendingCall, ToolAnswer, ToolAnswers, ToolCall, ToolCalls};
use crate::session::InputResponse;
use crate::test_support::{Manual, OnDemand, refusal};

fn completed(data: Value) -> wiremock::ResponseTemplate {
    ok(json!({ "result_type": "completed", "data": data, "error": null, "log_id": "log_12345678" }))
}

async fn asking(server: &MockServer, slug: &str, message: &str) {
    let asked = ok(json!({ "result_type": "input_required", "request_state": format!("state of {message}"),
        "input_requests": { "approval": { "message": message } } }));
    let asks = Mock::given(method("POST")).and(body_partial_json(json!({ "tool_slug": slug })));
    asks.respond_with(asked).up_to_n_times(1).mount(server).await;
}

fn approved() -> [(String, InputResponse); 1] {
    [("approval".to_owned(), InputResponse::approve())]
}

fn texts(answers: &ToolAnswers) -> Vec<&str> {
    answers.iter().map(ToolAnswer::text).collect()
}

#[tokio::test]
async fn the_error_that_an_answer_stands_for_is_there_for_the_program() {
    let server = server().await;
    for (slug, body) in [("GMAIL_A", completed(json!({}))), ("GMAIL_B", refusal(401))] {
        let run = Mock::given(method("POST")).and(body_partial_json(json!({ "tool_slug": slug })));
        run.respond_with(body).mount(&server).await;
    }
    let session: Session<OnDemand> = retrieve(&server).await;
    let call = |name: &str| ToolCall::new(name, json!({})).with_id(name);
    let answers = session.run_all([call("GMAIL_A"), call("GMAIL_B")]).await.unwrap();
    let causes: Vec<Option<u16>> = answers.causes().map(Error::status).collect();
    assert_eq!(causes, [Some(401)]);
    assert!(answers.iter().next().unwrap().cause().is_none());
    let told = texts(&answers)[1];
    assert!(told.contains("did not run") && told.contains("does not help") && !told.contains("Try again"), "{told}");
    // It is not stored, and nothing of it is.
    let stored = serde_json::to_string(&answers).unwrap();
    let again: ToolAnswers = serde_json::from_str(&stored).unwrap();
    assert_eq!((again.causes().count(), texts(&again)), (0, texts(&answers)));
}

#[tokio::test]
async fn two_calls_of_one_tool_without_ids_get_each_its_own_answer_after_approvals() {
    let server = server().await;
    asking(&server, "GMAIL_SEND_EMAIL", "First?").await;
    asking(&server, "GMAIL_SEND_EMAIL", "Second?").await;
    let session: Session<Manual> = retrieve(&server).await;
    let reply = json!({ "candidates": [{ "content": { "parts": [
        { "functionCall": { "name": "GMAIL_SEND_EMAIL", "args": { "to": "a" } } },
    ] } }] });
    let first = ToolCalls::gemini(&reply).unwrap().into_iter().next().unwrap();
    let mut answers = session.run_all([first.clone(), first]).await.unwrap();
    let waiting = answers.pending();
    assert_eq!(waiting.len(), 2);
    let stored = serde_json::to_string(&waiting).unwrap();
    let waiting: Vec<PendingCall> = serde_json::from_str(&stored).unwrap();
    answer(&server, "POST", "execute", completed(json!("sent"))).await;
    // The later one is answered first.
    answers.replace(session.resume(&waiting[1], approved()).await.unwrap());
    assert!(texts(&answers)[0].contains("Nothing has run yet"), "{:?}", texts(&answers));
    assert_eq!(texts(&answers)[1], "sent");
    answers.replace(session.resume(&waiting[0], approved()).await.unwrap());
    assert_eq!(texts(&answers), ["sent", "sent"]);
    assert_eq!(answers.gemini()[0]["parts"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_tool_may_ask_twice_and_gets_the_state_of_its_last_question() {
    let server = server().await;
    asking(&server, "GMAIL_SEND_EMAIL", "Send?").await;
    asking(&server, "GMAIL_SEND_EMAIL", "To everybody?").await;
    answer(&server, "POST", "execute", completed(json!("sent"))).await;
    let session: Session<Manual> = retrieve(&server).await;
    let first = session.run(ToolCall::new("GMAIL_SEND_EMAIL", json!({})).with_id("1")).await.unwrap();
    let second = session.resume(&first.pending().unwrap(), approved()).await.unwrap();
    assert!(second.text().contains("To everybody?") && second.call_id() == Some("1"), "{}", second.text());
    let sent = session.resume(&second.pending().unwrap(), approved()).await.unwrap();
    assert_eq!((sent.text(), sent.pending().is_none()), ("sent", true));
    let bodies = server.received_requests().await.unwrap();
    let states: Vec<Value> = bodies
        .iter()
        .filter(|request| request.url.path().ends_with("/execute"))
        .map(|request| request.body_json::<Value>().unwrap()["request_state"].clone())
        .collect();
    assert_eq!(states, [Value::Null, json!("state of Send?"), json!("state of To everybody?")]);
}

#[tokio::test]
async fn a_question_that_was_stored_for_another_session_is_not_sent() {
    let server = server().await;
    asking(&server, "GMAIL_SEND_EMAIL", "Send?").await;
    let session: Session<Manual> = retrieve(&server).await;
    let asked = session.run(ToolCall::new("GMAIL_SEND_EMAIL", json!({}))).await.unwrap().pending().unwrap();
    let stored = serde_json::to_string(&asked).unwrap().replace("trs_1", "trs_2");
    let altered: PendingCall = serde_json::from_str(&stored).unwrap();
    let error = session.resume(&altered, approved()).await.unwrap_err();
    assert!(matches!(error, Error::Invalid(InvalidInput::OtherSession { .. })), "{error:?}");
    assert_eq!(requests(&server).await, ["GET trs_1", "POST execute"]);
    for missing in ["{}", "null", r#"{"name":"X","input":{"session":"trs_1"}}"#] {
        serde_json::from_str::<PendingCall>(missing).unwrap_err();
    }
}

#[tokio::test]
async fn credentials_in_a_providers_error_do_not_reach_the_model() {
    let server = server().await;
    let failed = ok(json!({
        "result_type": "failed",
        "error": "401: Bearer ya29.a0AfH6SMBx1 was refused for https://api.example.com/v1?access_token=abc",
        "data": { "request": { "headers": { "Authorization": "Bearer xoxb-1234567890-abc" } }, "client_secret": "hush",
            "body": "{\"refresh_token\": \"1//0abc\"}", "log": "log_12345678", "label": "x" },
        "log_id": "log_1",
    }));
    answer(&server, "POST", "execute", failed).await;
    let session: Session<OnDemand> = retrieve(&server).await;
    let told = session.run(ToolCall::new("GMAIL_SEND_EMAIL", json!({}))).await.unwrap();
    for secret in ["ya29", "a0Af", "abc", "xoxb", "hush", "1//", "log_1"] {
        assert!(!told.text().contains(secret), "{secret} in {}", told.text());
    }
    assert!(told.text().contains(r#""label":"x""#) && told.text().contains("was refused for"), "{}", told.text());
}

#[tokio::test]
async fn arguments_that_could_not_be_stored_again_are_told() {
    let server = server().await;
    let session: Session<OnDemand> = retrieve(&server).await;
    let deep = format!("{}1{}", "{\"a\":".repeat(100), "}".repeat(100));
    let bottomless = "[".repeat(1_000_000);
    for arguments in [&deep, &bottomless] {
        let told = session.run(ToolCall::new("GMAIL_SEND_EMAIL", json!(arguments))).await.unwrap();
        assert!(
            told.is_error() && told.text().contains("nested too deeply") && told.text().len() < 300,
            "{}",
            told.text()
        );
    }
    assert_eq!(requests(&server).await, ["GET trs_1"]);
}

#[tokio::test]
async fn large_arguments_are_refused_by_the_router_and_not_by_a_panic() {
    let server = server().await;
    let refused = wiremock::ResponseTemplate::new(413).set_body_string("length limit exceeded");
    Mock::given(method("POST")).and(path(format!("{SESSION}/execute"))).respond_with(refused).mount(&server).await;
    let session: Session<OnDemand> = retrieve(&server).await;
    let body = json!({ "body": "ä".repeat(2_500_000) }).to_string();
    let told = session.run(ToolCall::new("GMAIL_SEND_EMAIL", json!(body))).await.unwrap();
    assert!(told.is_error() && told.text().len() < 300, "{}", told.text());
}

#[tokio::test]
async fn a_call_that_was_cut_off_does_not_run() {
    let server = server().await;
    let session: Session<OnDemand> = retrieve(&server).await;
    let call = json!({ "id": "1", "type": "function", "function": { "name": "GMAIL_DELETE", "arguments": "" } });
    let openai = json!({ "choices": [{ "finish_reason": "length", "message": { "tool_calls": [call] } }] });
    let anthropic = json!({ "stop_reason": "max_tokens", "content": [
        { "type": "text", "text": "I delete" },
        { "type": "tool_use", "id": "1", "name": "GMAIL_DELETE", "input": {} },
    ] });
    let responses = json!({ "status": "incomplete", "error": null, "output": [
        { "type": "function_call", "status": "incomplete", "call_id": "1", "name": "GMAIL_DELETE", "arguments": "{}" },
    ] });
    let all = [ToolCalls::openai(&openai), ToolCalls::anthropic(&anthropic), ToolCalls::openai_responses(&responses)];
    for calls in all {
        let answers = session.run_all(calls.unwrap()).await.unwrap();
        assert!(texts(&answers)[0].contains("cut off before they were complete"), "{:?}", texts(&answers));
    }
    assert_eq!(requests(&server).await, ["GET trs_1"]);
}

#[test]
fn the_error_of_an_api_is_not_a_reply_without_calls() {
    let error = json!({ "type": "error", "error": { "type": "overloaded_error", "message": "Overloaded" } });
    let problem = "the model's API answered with an error: overloaded_error";
    for read in [ToolCalls::openai, ToolCalls::openai_responses, ToolCalls::anthropic, ToolCalls::gemini] {
        assert_eq!(read(&error).unwrap_err().to_string(), problem);
    }
}
