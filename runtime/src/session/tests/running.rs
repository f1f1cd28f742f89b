//! Calls as models make them.

use serde_json::{Value, json};
use wiremock::matchers::{body_partial_json, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{SESSION, answer, count, ok, requests, retrieve, server};
use crate::Session;
use crate::error::{Error, InvalidInput};
use crate::model::{PendingCall, ToolAnswer, ToolCall, ToolCalls};
use crate::session::{Execution, InputResponse};
use crate::test_support::{KEY, Manual, OnDemand, refusal};

fn completed(data: Value) -> ResponseTemplate {
    ok(json!({ "result_type": "completed", "data": data, "error": null, "log_id": "log_12345678" }))
}

/// The refusal of a tool, as the API words it.
fn refused(status: u16, slug: &str, message: &str, fix: Option<&str>) -> ResponseTemplate {
    ResponseTemplate::new(status).insert_header("retry-after-ms", "1").set_body_json(json!({ "error": {
        "message": message, "code": 1, "slug": slug, "status": status, "request_id": "req_12345678", "suggested_fix": fix,
    } }))
}

/// The answer to a call of `name` where the router answers each execution with `body`.
async fn run(name: &str, arguments: Value, body: ResponseTemplate) -> Result<ToolAnswer, Error> {
    let server = server().await;
    answer(&server, "POST", "execute", body).await;
    let session: Session<OnDemand> = retrieve(&server).await;
    session.run(ToolCall::new(name, arguments).with_id("call_1")).await
}

async fn bodies(server: &MockServer, last: &str) -> Vec<Value> {
    let requests = server.received_requests().await.unwrap();
    let sent = requests.iter().filter(|request| request.url.path().ends_with(last));
    sent.map(|request| request.body_json().unwrap()).collect()
}

#[tokio::test]
async fn a_tool_that_ran_answers_with_its_data() {
    let ran =
        run("GMAIL_SEND_EMAIL", json!({ "to": "a@example.com" }), completed(json!({ "id": "m1" }))).await.unwrap();
    assert_eq!((ran.text(), ran.is_error(), ran.call_id()), (r#"{"id":"m1"}"#, false, Some("call_1")));
    assert!(matches!(ran.outcome(), Some(Execution::Completed(_))) && ran.pending().is_none());
    assert!(!format!("{ran:?}").contains("m1"), "{ran:?}");
}

#[tokio::test]
async fn arguments_come_as_an_object_as_text_or_not_at_all() {
    let server = server().await;
    answer(&server, "POST", "execute", completed(json!({}))).await;
    let session: Session<OnDemand> = retrieve(&server).await;
    let twice = json!("{\"a\":1}").to_string();
    for arguments in [json!({ "a": 1 }), json!("{\"a\":1}"), json!(twice), json!(null), json!(""), json!("{}")] {
        assert!(!session.run(ToolCall::new("GMAIL_SEND_EMAIL", arguments)).await.unwrap().is_error());
    }
    let sent = bodies(&server, "/execute").await.into_iter().map(|body| body["arguments"].clone());
    let one = json!({ "a": 1 });
    assert_eq!(sent.collect::<Vec<_>>(), [one.clone(), one.clone(), one, json!({}), json!({}), json!({})]);
}

#[tokio::test]
async fn arguments_that_are_not_an_object_are_told_and_not_sent() {
    let server = server().await;
    let session: Session<OnDemand> = retrieve(&server).await;
    for (arguments, said) in [
        (json!("{\"a\": "), "not valid JSON"),
        (json!([1]), "a list"),
        (json!("[1]"), "a list"),
        (json!(7), "a single value"),
        (json!("tok_secret123"), "not valid JSON"),
    ] {
        let told = session.run(ToolCall::new("GMAIL_SEND_EMAIL", arguments)).await.unwrap();
        assert!(told.is_error() && told.text().contains(said), "{}", told.text());
        assert!(told.text().contains("GMAIL_SEND_EMAIL") && !told.text().contains("tok_secret"), "{}", told.text());
    }
    assert_eq!(requests(&server).await, ["GET trs_1"]);
}

#[tokio::test]
async fn a_failed_tool_is_told_without_requests_and_ids() {
    let reason = format!("POST /api/v3.1/tool_router/session/trs_1/execute failed with {KEY} [request req_12345678]");
    let body = ok(json!({ "result_type": "failed", "data": { "label": "x" }, "error": reason, "log_id": "log_1" }));
    let failed = run("GMAIL_SEND_EMAIL", json!({}), body).await.unwrap();
    assert_eq!(failed.text(), "the request failed with [API key]\n{\"label\":\"x\"}");
    assert!(failed.is_error());
}

#[tokio::test]
async fn a_missing_connection_says_what_to_call_or_whom_to_tell() {
    let gone = || refused(400, "ToolRouterV2_NoActiveConnection", "No connected account for user user_1", None);
    let told = run("GMAIL_SEND_EMAIL", json!({}), gone()).await.unwrap();
    assert!(told.is_error());
    assert_eq!(
        told.text(),
        "`gmail` is not connected for this user, and you cannot connect it. Tell the user to connect it first."
    );

    let server = MockServer::start().await;
    let mut body = crate::test_support::session();
    body["tool_router_tools"] = json!(["COMPOSIO_MANAGE_CONNECTIONS"]);
    Mock::given(method("GET")).and(path(SESSION)).respond_with(ok(body)).mount(&server).await;
    answer(&server, "POST", "execute", gone()).await;
    let session: Session<OnDemand> = retrieve(&server).await;
    let told = session.run(ToolCall::new("GMAIL_SEND_EMAIL", json!({}))).await.unwrap();
    assert_eq!(
        told.text(),
        "`gmail` is not connected for this user. Call COMPOSIO_MANAGE_CONNECTIONS with toolkits [\"gmail\"], show the user the \
         link that it returns, and call `GMAIL_SEND_EMAIL` again once the user has connected."
    );
}

#[tokio::test]
async fn a_block_and_a_refusal_are_told() {
    let blocked = ok(json!({ "result_type": "blocked", "message": "looks like phishing",
        "reason": { "type": "request_blocked", "hook_id": "h1" } }));
    let told = run("GMAIL_SEND_EMAIL", json!({}), blocked).await.unwrap();
    assert_eq!(told.text(), "The call was blocked, and nothing has run: looks like phishing.");
    let restricted = refused(
        400,
        "ToolRouterV2_BadRequest",
        "[Session Restriction] Toolkit 'exa' is not allowed for this session",
        Some("Find the right slug with COMPOSIO_SEARCH_TOOLS."),
    );
    let told = run("EXA_SEARCH", json!({}), restricted).await.unwrap();
    assert!(told.is_error());
    assert_eq!(
        told.text(),
        "[Session Restriction] Toolkit 'exa' is not allowed for this session. Find the right slug with COMPOSIO_SEARCH_TOOLS."
    );
    let restricted = refused(403, "Forbidden", "[Session Restriction] Toolkit 'exa' is not allowed", None);
    let told = run("EXA_SEARCH", json!({}), restricted).await.unwrap();
    assert_eq!(
        told.text(),
        "[Session Restriction] Toolkit 'exa' is not allowed. Find tools with COMPOSIO_SEARCH_TOOLS."
    );
    let told = run("GMAIL_SEND_EMAIL", json!({}), refusal(400)).await.unwrap();
    assert_eq!(told.text(), "it went wrong. Error in payload.toolkits: Invalid input. do it right.");
}

#[tokio::test]
async fn what_the_program_has_to_handle_is_an_error() {
    for status in [401, 403, 429, 500, 503] {
        let error = run("GMAIL_SEND_EMAIL", json!({}), refusal(status)).await.unwrap_err();
        assert_eq!(error.status(), Some(status), "{error:?}");
    }
    let gone = refused(404, "HTTP_NotFound", "Tool Router session trs_1 not found", None);
    assert!(run("GMAIL_SEND_EMAIL", json!({}), gone).await.unwrap_err().is_not_found());
    let no_tool = refused(404, "HTTP_NotFound", "Tool GMAIL_SEND_EMAIL not found", None);
    assert!(run("GMAIL_SEND_EMAIL", json!({}), no_tool).await.unwrap().is_error());
    let other = run("GMAIL_SEND_EMAIL", json!({}), ok(json!([]))).await.unwrap_err();
    assert!(matches!(other, Error::UnexpectedAnswer(_)), "{other:?}");
}

#[tokio::test]
async fn a_name_that_cannot_be_a_tool_is_told_with_the_nearest_one_and_not_sent() {
    let server = server().await;
    let session: Session<OnDemand> = retrieve(&server).await;
    for (name, said) in [
        ("COMPOSIO_SEARCH_TOOL", "Did you mean `COMPOSIO_SEARCH_TOOLS`?"),
        ("COMPOSIO_REMOTE_BASH_TOOL", "There is no tool"),
        ("LOCAL_FIND_CUSTOMER", "There is no tool"),
        ("", "names no tool"),
        ("drop table; `x`", "There is no tool `drop table;  x `"),
        (&"A".repeat(100_000), "…`"),
    ] {
        let told = session.run(ToolCall::new(name, json!({}))).await.unwrap();
        assert!(
            told.is_error() && told.text().contains(said) && told.text().len() < 500,
            "{name:.50}: {}",
            told.text()
        );
        assert!(told.text().contains("Find tools with COMPOSIO_SEARCH_TOOLS"), "{}", told.text());
    }
    assert_eq!(requests(&server).await, ["GET trs_1"]);
}

#[tokio::test]
async fn a_listed_tool_is_called_by_its_name_and_gets_arguments_that_fit_its_schema() {
    let server = server().await;
    let long = format!("GMAIL_{}", "X".repeat(80));
    let schema = json!({ "type": "object", "required": ["to"], "properties": {
        "to": { "type": "string" }, "limit": { "type": "integer" }, "cc": { "type": ["array", "null"], "items": {} },
        "filter[id]": { "type": "string" }, "meta": { "type": "object" } } });
    let tool = json!({ "slug": long, "name": "X", "input_parameters": schema });
    answer(&server, "GET", "tools", ok(json!({ "items": [tool] }))).await;
    answer(&server, "POST", "execute", completed(json!({}))).await;
    let session: Session<OnDemand> = retrieve(&server).await;
    let tools = session.tools().await.unwrap().strict();
    let name = tools.name_of(&long).unwrap().to_owned();
    assert_eq!(tools.anthropic()[0]["name"], name);
    let told = tools.anthropic();
    let keys = told[0]["input_schema"]["properties"].as_object().unwrap().keys();
    let key = keys.into_iter().find(|key| key.starts_with("filter_id_")).unwrap();
    let arguments = json!({ "to": "a", "limit": null, "cc": null, key: "7", "meta": "{\"a\":1}", "other": null });
    let ran = session.run(ToolCall::new(&name, arguments)).await.unwrap();
    assert!(!ran.is_error(), "{}", ran.text());
    let sent = &bodies(&server, "/execute").await[0];
    let arguments = json!({ "to": "a", "cc": null, "filter[id]": "7", "meta": { "a": 1 }, "other": null });
    assert_eq!((&sent["tool_slug"], &sent["arguments"]), (&json!(long), &arguments));

    // Another process, which has not listed them, finds the tool of that name.
    let again: Session<OnDemand> = retrieve(&server).await;
    assert!(!again.run(ToolCall::new(&name, json!({ "to": "a" }))).await.unwrap().is_error());
    assert_eq!(bodies(&server, "/execute").await[1]["tool_slug"], json!(long));
}

#[tokio::test]
async fn the_routers_own_tools_are_called_where_they_are() {
    let server = server().await;
    answer(&server, "POST", "execute_meta", completed(json!({ "results": [] }))).await;
    let session: Session<OnDemand> = retrieve(&server).await;
    let ran = session.run(ToolCall::new("COMPOSIO_SEARCH_TOOLS", json!({ "queries": [] }))).await.unwrap();
    assert_eq!(ran.text(), r#"{"results":[]}"#);
    assert_eq!(bodies(&server, "/execute_meta").await[0]["slug"], "COMPOSIO_SEARCH_TOOLS");
}

#[tokio::test]
async fn an_approval_is_kept_and_answered_after_a_restart() {
    let server = server().await;
    let asked = ok(json!({ "result_type": "input_required", "request_state": "state_secret", "input_requests": {
        "approval": { "type": "elicitation", "mode": "form", "message": "Send the mail?", "requested_schema": {} } } }));
    let first = Mock::given(method("POST")).and(path(format!("{SESSION}/execute"))).respond_with(asked);
    first.up_to_n_times(1).mount(&server).await;
    answer(&server, "POST", "execute", completed(json!({ "id": "m1" }))).await;
    let session: Session<Manual> = retrieve(&server).await;
    let call = ToolCall::new("GMAIL_SEND_EMAIL", json!({ "to": "a" })).with_id("call_1");
    let mut answers = session.run_all([call]).await.unwrap();
    let waiting = answers.iter().next().unwrap();
    assert!(
        waiting.text().contains("Send the mail?") && waiting.text().contains("Nothing has run"),
        "{}",
        waiting.text()
    );
    assert!(!waiting.text().contains("state_secret") && !format!("{answers:?}").contains("state_secret"));
    let stored = serde_json::to_string(&answers.pending()[0]).unwrap();

    let pending: PendingCall = serde_json::from_str(&stored).unwrap();
    assert_eq!(
        (pending.call_id(), pending.requests()["approval"].message.as_str()),
        (Some("call_1"), "Send the mail?")
    );
    let approved = [("approval".to_owned(), InputResponse::approve())];
    let ran = session.resume(&pending, approved).await.unwrap();
    assert_eq!((ran.call_id(), ran.name(), ran.is_error()), (Some("call_1"), "GMAIL_SEND_EMAIL", false));
    answers.replace(ran);
    assert_eq!(answers.openai(), [json!({ "role": "tool", "tool_call_id": "call_1", "content": "{\"id\":\"m1\"}" })]);
    let sent = bodies(&server, "/execute").await;
    assert_eq!((&sent[1]["arguments"], &sent[1]["request_state"]), (&json!({ "to": "a" }), &json!("state_secret")));
    assert_eq!(sent[1].get("model_call"), None);
}

#[tokio::test]
async fn the_question_of_another_session_is_an_error() {
    use crate::session::{InputRequest, InputRequired};
    let server = server().await;
    let session: Session<Manual> = retrieve(&server).await;
    let input = InputRequired::mock([("approval", InputRequest::new("Send?"))]);
    let pending = PendingCall { call_id: None, name: "X".to_owned(), place: None, input };
    let error = session.resume(&pending, []).await.unwrap_err();
    assert!(matches!(error, Error::Invalid(InvalidInput::OtherSession { .. })), "{error:?}");
}

#[tokio::test]
async fn calls_of_one_message_are_answered_in_their_order_and_none_runs_twice() {
    let server = server().await;
    for (slug, pause) in [("GMAIL_A", 200), ("GMAIL_B", 0)] {
        let body = completed(json!({ "ran": slug })).set_delay(std::time::Duration::from_millis(pause));
        Mock::given(method("POST"))
            .and(body_partial_json(json!({ "tool_slug": slug })))
            .respond_with(body)
            .mount(&server)
            .await;
    }
    let session: Session<OnDemand> = retrieve(&server).await;
    let block =
        |id: &str, name: &str, input: Value| json!({ "type": "tool_use", "id": id, "name": name, "input": input });
    let reply = json!({ "role": "assistant", "content": [
        { "type": "text", "text": "I do." },
        block("toolu_1", "GMAIL_A", json!({})),
        block("toolu_2", "GMAIL_B", json!({})),
        block("toolu_2", "GMAIL_B", json!({})),
        block("toolu_3", "COMPOSIO_NONE", json!({})),
    ] });
    let answers = session.run_all(ToolCalls::anthropic(&reply).unwrap()).await.unwrap();
    let [message] = &answers.anthropic()[..] else { panic!("one message: {answers:?}") };
    let blocks = message["content"].as_array().unwrap();
    let told: Vec<_> =
        blocks.iter().map(|block| (block["tool_use_id"].as_str().unwrap(), &block["is_error"])).collect();
    assert_eq!(
        told,
        [("toolu_1", &Value::Null), ("toolu_2", &Value::Null), ("toolu_2", &json!(true)), ("toolu_3", &json!(true))]
    );
    assert_eq!((&message["role"], &blocks[0]["content"]), (&json!("user"), &json!(r#"{"ran":"GMAIL_A"}"#)));
    assert_eq!(count(&server, "POST execute").await, 2);
}

#[tokio::test]
async fn the_answer_of_a_tool_that_ran_is_not_lost_to_the_error_of_another() {
    let server = server().await;
    for (slug, body) in [("GMAIL_A", completed(json!({}))), ("GMAIL_B", refusal(500))] {
        Mock::given(method("POST"))
            .and(body_partial_json(json!({ "tool_slug": slug })))
            .respond_with(body)
            .mount(&server)
            .await;
    }
    let session: Session<OnDemand> = retrieve(&server).await;
    let call = |name: &str| ToolCall::new(name, json!({})).with_id(name);
    let answers = session.run_all([call("GMAIL_A"), call("GMAIL_B")]).await.unwrap();
    assert_eq!(answers.iter().map(ToolAnswer::is_error).collect::<Vec<_>>(), [false, true]);
    let error = session.run_all([call("GMAIL_B")]).await.unwrap_err();
    assert_eq!(error.status(), Some(500));
    assert!(session.run_all([]).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_large_result_is_cut_for_the_model_and_whole_for_the_program() {
    let server = server().await;
    answer(&server, "POST", "execute", completed(json!({ "text": "x".repeat(300_000) }))).await;
    let session: Session<OnDemand> = retrieve(&server).await;
    let call = || ToolCall::new("GMAIL_A", json!({})).with_id("1");
    let cut = session.run(call()).await.unwrap();
    assert_eq!(cut.text().chars().count(), 100_000);
    assert!(cut.text().contains("300011 characters"));
    assert!(
        matches!(cut.outcome(), Some(Execution::Completed(whole)) if whole.data["text"].as_str().unwrap().len() == 300_000)
    );
    assert_eq!(session.run(call()).text_limit(500).await.unwrap().text().len(), 500);
    assert_eq!(session.run_all([call()]).text_limit(500).await.unwrap().iter().next().unwrap().text().len(), 500);
}
