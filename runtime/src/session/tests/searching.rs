//! Searching for tools.

use serde_json::{Value, json};

use super::{answer, ok, requests, retrieve, server};
use crate::error::{Error, InvalidInput};
use crate::session::UseCase;
use crate::test_support::OnDemand;

#[tokio::test]
async fn use_cases_are_sent_and_results_read() {
    let server = server().await;
    let found = json!({ "success": true, "error": null, "novel": 1, "results": [{ "index": 1, "use_case": "read mails",
            "primary_tool_slugs": ["GMAIL_FETCH_EMAILS"], "related_tool_slugs": [], "toolkits": ["gmail"] }],
        "toolkit_connection_statuses": [{ "toolkit": "gmail", "description": "", "has_active_connection": false,
            "status_message": "not connected" }],
        "tool_schemas": { "GMAIL_FETCH_EMAILS": { "toolkit": "gmail", "tool_slug": "GMAIL_FETCH_EMAILS",
            "hasFullSchema": true } } });
    answer(&server, "POST", "search", ok(found)).await;
    let session = retrieve::<OnDemand>(&server).await;
    let outcome =
        session.search("read mails").and(UseCase::new("answer").known_fields("to: a")).model("m").await.unwrap();
    assert_eq!(outcome.results[0].primary_tool_slugs, ["GMAIL_FETCH_EMAILS"]);
    assert!(!outcome.toolkit_connection_statuses[0].has_active_connection);
    assert_eq!(outcome.tool_schemas["GMAIL_FETCH_EMAILS"].has_full_schema, Some(true));
    let body: Value = server.received_requests().await.unwrap()[1].body_json().unwrap();
    let queries = json!([{ "use_case": "read mails" }, { "use_case": "answer", "known_fields": "to: a" }]);
    assert_eq!(body, json!({ "queries": queries, "model": "m" }));
}

#[tokio::test]
async fn bounds_are_held_before_anything_is_sent() {
    let server = server().await;
    let session = retrieve::<OnDemand>(&server).await;
    let long = "ä".repeat(1025);
    for use_case in ["", "  ", &long] {
        let error = session.search(use_case).await.unwrap_err();
        assert!(matches!(error, Error::Invalid(InvalidInput::UseCase { .. })), "{error:?}");
    }
    let many = (0..7).fold(session.search("one"), |search, _| search.and("more"));
    let error = many.await.unwrap_err();
    assert!(matches!(error, Error::Invalid(InvalidInput::TooManyUseCases { given: 8, limit: 7 })), "{error:?}");
    let error = session.search(UseCase::new("one").known_fields("x".repeat(501))).await.unwrap_err();
    assert!(matches!(error, Error::Invalid(InvalidInput::KnownFields { .. })), "{error:?}");
    assert_eq!(requests(&server).await, ["GET trs_1"]);
}

#[tokio::test]
async fn a_use_case_of_the_longest_length_is_sent() {
    let server = server().await;
    answer(&server, "POST", "search", ok(json!({ "success": true, "results": [] }))).await;
    assert!(retrieve::<OnDemand>(&server).await.search("ä".repeat(1024)).await.is_ok());
}
