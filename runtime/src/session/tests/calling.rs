//! Tools called with typed arguments.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::{answer, ok, requests, retrieve, server};
use crate::error::{Error, InvalidInput};
use crate::session::{Execution, InputResponse};
use crate::test_support::{Handles, Manual};
use crate::{Tool, ToolArguments};

/// Arguments in the form that the attribute generates.
#[derive(Clone, Default, Serialize)]
struct SendEmail {
    recipient_email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
}

/// Arguments that are not an object, or that JSON cannot represent.
#[derive(Serialize)]
#[serde(untagged)]
enum Wrong {
    List(Vec<u8>),
    Map(BTreeMap<(u8, u8), u8>),
}

impl ToolArguments<Manual> for SendEmail {
    const TOOL: Tool<Manual> = Manual::GMAIL_SEND_EMAIL;
}

impl ToolArguments<Manual> for Wrong {
    const TOOL: Tool<Manual> = Manual::GMAIL_SEND_EMAIL;
}

#[tokio::test]
async fn a_call_is_the_execution_of_its_tool() {
    let server = server().await;
    answer(&server, "POST", "execute", ok(json!({ "result_type": "completed", "data": { "id": "m1" } }))).await;
    let session = retrieve::<Manual>(&server).await;
    let arguments = SendEmail { recipient_email: "ada@example.com".to_owned(), ..SendEmail::default() };
    // By reference, and by value.
    let _ = session.execute_typed(&arguments).account("work").await.unwrap();
    assert_eq!(session.execute_typed(arguments).await.unwrap().into_data().unwrap(), json!({ "id": "m1" }));

    let requests = server.received_requests().await.unwrap();
    let bodies: Vec<Value> = requests[1..].iter().map(|request| request.body_json().unwrap()).collect();
    // An omitted argument is absent, and not `null`.
    let call = json!({ "tool_slug": "GMAIL_SEND_EMAIL", "arguments": { "recipient_email": "ada@example.com" } });
    let mut at_work = call.clone();
    at_work["account"] = json!("work");
    assert_eq!(bodies, [at_work, call]);
}

#[tokio::test]
async fn a_call_asks_for_approval_like_any_other() {
    let server = server().await;
    let asked = json!({ "result_type": "input_required", "request_state": "state", "input_requests": {
        "approval": { "type": "elicitation", "mode": "form", "message": "Send the mail?", "requested_schema": {} } } });
    answer(&server, "POST", "execute", ok(asked)).await;
    let session = retrieve::<Manual>(&server).await;
    let Execution::InputRequired(input) = session.execute_typed(SendEmail::default()).await.unwrap() else {
        panic!("expected a request for input")
    };
    let _ = session.respond(&input, [("approval".to_owned(), InputResponse::approve())]).await.unwrap();
    let again: Value = server.received_requests().await.unwrap()[2].body_json().unwrap();
    assert_eq!(again["arguments"], json!({ "recipient_email": "" }));
    assert_eq!(again["input_responses"]["approval"]["action"], "accept");
}

#[tokio::test]
async fn arguments_that_cannot_be_an_object_are_not_sent() {
    let server = server().await;
    let session = retrieve::<Manual>(&server).await;
    for arguments in [Wrong::List(vec![1]), Wrong::Map(BTreeMap::from([((0, 0), 0)]))] {
        let error = session.execute_typed(arguments).await.unwrap_err();
        assert!(
            matches!(&error, Error::Invalid(InvalidInput::Arguments { tool, .. }) if tool == "GMAIL_SEND_EMAIL"),
            "{error:?}"
        );
    }
    assert_eq!(requests(&server).await, ["GET trs_1"]);
}
