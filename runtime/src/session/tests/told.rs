//! What a model is told where the router's own words would not help it.

use serde_json::json;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{SESSION, answer, ok, retrieve, server};
use crate::Session;
use crate::error::{Error, InvalidInput};
use crate::model::ToolCall;
use crate::session::{InputResponse, Toolbox};
use crate::test_support::{Manual, OnDemand};

/// The refusal of a tool, as the API words it.
fn refused(message: &str, fix: Option<&str>) -> ResponseTemplate {
    ResponseTemplate::new(400).set_body_json(json!({ "error": {
        "message": message, "code": 1, "slug": "ToolRouterV2_BadRequest", "status": 400, "suggested_fix": fix,
    } }))
}

/// A router whose session has these of the router's own tools.
async fn server_with(meta_tools: &[&str]) -> MockServer {
    let server = MockServer::start().await;
    let mut body = crate::test_support::session();
    body["tool_router_tools"] = json!(meta_tools);
    Mock::given(method("GET")).and(path(SESSION)).respond_with(ok(body)).mount(&server).await;
    server
}

#[tokio::test]
async fn a_model_is_not_sent_to_a_tool_that_it_does_not_have() {
    let server = server_with(&[]).await;
    let fix = Some("Find the right slug with COMPOSIO_SEARCH_TOOLS.");
    let unserved = refused("Tool 'EXA_SEARCH' is not served by this router", fix);
    answer(&server, "POST", "execute", unserved).await;
    answer(&server, "GET", "tools", ok(json!({ "items": [{ "slug": "GMAIL_SEND_EMAIL", "name": "X" }] }))).await;
    let session: Session<OnDemand> = retrieve(&server).await;
    session.tools().await.unwrap();
    let told = session.run(ToolCall::new("EXA_SEARCH", json!({}))).await.unwrap();
    assert_eq!(told.text(), "Tool 'EXA_SEARCH' is not served by this router. The tools are: GMAIL_SEND_EMAIL.");
}

#[tokio::test]
async fn an_answer_of_the_user_that_comes_too_late_is_told_in_words_that_the_model_knows() {
    let server = server().await;
    let asked = ok(json!({ "result_type": "input_required", "request_state": "s", "input_requests": {
        "approval": { "message": "Send it to a@example.com?" } } }));
    Mock::given(method("POST"))
        .and(path(format!("{SESSION}/execute")))
        .respond_with(asked)
        .up_to_n_times(1)
        .mount(&server)
        .await;
    let late = refused("request_state does not fit: it has expired", Some("Repeat it without."));
    answer(&server, "POST", "execute", late).await;
    let session: Session<Manual> = retrieve(&server).await;
    let asked = session.run(ToolCall::new("GMAIL_SEND_EMAIL", json!({ "to": "a@example.com" }))).await.unwrap();
    assert_eq!(
        asked.text(),
        "The user has to answer before this call runs: Send it to a@example.com? Nothing has run yet. Do not repeat the call: \
         tell the user that it waits for an answer."
    );
    let pending = asked.pending().unwrap();
    assert!(!format!("{pending:?} {:?}", asked.outcome()).contains("a@example.com"), "{pending:?}");
    let other = session.resume(&pending, [("another".to_owned(), InputResponse::approve())]).await.unwrap_err();
    assert!(matches!(other, Error::Invalid(InvalidInput::NotAsked { .. })), "{other:?}");
    let told = session.resume(&pending, pending.responses(InputResponse::approve())).await.unwrap();
    assert!(told.is_error() && told.text().contains("asked again"), "{}", told.text());
    assert!(!told.text().contains("request_state"), "{}", told.text());
}

#[tokio::test]
async fn the_routers_words_name_its_tools_as_a_toolbox_does() {
    let server = server_with(&["COMPOSIO_SEARCH_TOOLS"]).await;
    let fix = Some("Find the right slug with COMPOSIO_SEARCH_TOOLS.");
    answer(&server, "POST", "execute", refused("There is no such tool", fix)).await;
    let tools = json!({ "items": [{ "slug": "COMPOSIO_SEARCH_TOOLS", "name": "X" }] });
    answer(&server, "GET", "tools", ok(tools)).await;
    let ada: Session<OnDemand> = retrieve(&server).await;
    let bob: Session<OnDemand> = retrieve(&server).await;
    let toolbox = Toolbox::new().with_label("ada", ada).with_label("bob", bob);
    let told = toolbox.run(ToolCall::new("GMAIL_NO_SUCH__bob", json!({}))).await.unwrap();
    assert_eq!(told.text(), "There is no such tool. Find the right slug with COMPOSIO_SEARCH_TOOLS__bob.");
}
