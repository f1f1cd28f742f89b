//! A router that is unreachable, does not answer, or answers something else.

use std::time::Duration;

use serde_json::{Value, json};
use wiremock::matchers::{any, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::error::{Delivery, Error, UnexpectedAnswer};
use crate::test_support::{KEY, Misbehaving, Misbehaviour, OnDemand, client, router, session};

async fn unexpected(answer: ResponseTemplate) -> UnexpectedAnswer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    match router(&server).retrieve::<OnDemand>("trs_1").await.unwrap_err() {
        Error::UnexpectedAnswer(answer) => *answer,
        error => panic!("expected an unexpected answer, got {error:?}"),
    }
}

fn answered(body: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

#[tokio::test]
async fn a_hang_ends_at_the_time_limit() {
    let bad = Misbehaving::start(Misbehaviour::Hang).await.unwrap();
    let limit = Duration::from_millis(100);
    let router = client(&bad.url).timeout(limit).retries(0).build().unwrap();
    match router.connected_account("ca_1").await.unwrap_err() {
        Error::Timeout(interrupted) => {
            assert_eq!(interrupted.limit, Some(limit));
            assert_eq!(interrupted.delivery, Delivery::Unknown);
            assert!(interrupted.to_string().ends_with("was not answered within 0.1 s; it may have been processed"));
        }
        error => panic!("expected a time-out, got {error:?}"),
    }
}

#[tokio::test]
async fn a_broken_connection_is_told_from_one_that_was_never_made() {
    let bad = Misbehaving::start(Misbehaviour::Reset).await.unwrap();
    let url = bad.url.clone();
    let delivery = async || {
        let router = client(&url).retries(0).build().unwrap();
        match router.connected_account("ca_1").await.unwrap_err() {
            Error::Connection(interrupted) => interrupted.delivery,
            error => panic!("expected a broken connection, got {error:?}"),
        }
    };
    assert_eq!(delivery().await, Delivery::Unknown);
    drop(bad);
    // The listener closes once its task is gone.
    tokio::task::yield_now().await;
    assert_eq!(delivery().await, Delivery::NotSent);
}

#[tokio::test]
async fn a_body_that_ends_too_early_is_a_broken_connection() {
    let bad = Misbehaving::start(Misbehaviour::Truncate).await.unwrap();
    let error = client(&bad.url).retries(0).build().unwrap().connected_account("ca_1").await.unwrap_err();
    assert!(matches!(error, Error::Connection(_)), "{error:?}");
}

#[tokio::test]
async fn json_that_ends_too_early_is_unexpected() {
    let answer =
        unexpected(ResponseTemplate::new(200).set_body_raw("{\"session_id\": \"trs_", "application/json")).await;
    assert_eq!(answer.problem(), "it ends too early");
    assert_eq!(answer.excerpt(), None, "JSON may hold secrets");
}

#[tokio::test]
async fn a_page_is_unexpected_and_quoted() {
    let answer = unexpected(ResponseTemplate::new(200).set_body_raw("<html>Sign in</html>", "text/html")).await;
    assert_eq!(
        answer.to_string(),
        "GET /api/v3.1/tool_router/session/trs_1 was answered with status 200, but not with a session",
    );
    let problem = std::error::Error::source(&answer).unwrap().to_string();
    assert_eq!(problem, "it is not JSON (it begins: \"<html>Sign in</html>\")");
}

#[tokio::test]
async fn what_is_missing_is_named() {
    for (field, problem) in
        [("session_id", "`session_id` is missing"), ("config_version", "`config_version` is missing")]
    {
        let mut body = session();
        body.as_object_mut().unwrap().remove(field);
        assert_eq!(unexpected(answered(&body)).await.problem(), problem);
    }
    let mut body = session();
    body["mcp"] = json!({ "type": "http" });
    assert_eq!(unexpected(answered(&body)).await.problem(), "`mcp.url` is missing");
}

#[tokio::test]
async fn a_value_of_another_shape_is_named_and_not_quoted() {
    let mut body = session();
    body["config_version"] = "tok_secret".into();
    let answer = unexpected(answered(&body)).await;
    assert_eq!(answer.problem(), "`config_version` has an unexpected shape");
    assert!(!format!("{answer:?}").contains("tok_secret"));
}

#[tokio::test]
async fn unknown_fields_and_values_are_tolerated() {
    let mut body = session();
    body["novel"] = json!({});
    body["config"]["novel"] = json!(1);
    body["config"]["search"] = json!({ "enable": false, "novel": 1 });
    body["config"]["execute"] = json!({ "novel": 1 });
    body["config"]["proxy_execute"] = json!({ "enable": true, "novel": 1 });
    body["config"]["multi_account"] = json!({ "enable": true, "novel": 1 });
    body["config"]["workbench"] = json!({ "auto_offload_threshold": 300.5, "sandbox_size": "gigantic" });
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answered(&body)).mount(&server).await;
    let session = router(&server).retrieve::<OnDemand>("trs_1").unchecked().await.unwrap();
    assert!(!session.config().search.enable);
    assert_eq!(session.meta_tools()[1].as_str(), "COMPOSIO_NOVELTY");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = MockServer::start().await;
    let server = MockServer::start().await;
    let target = format!("{}/steal?token=tok_secret", elsewhere.uri());
    let redirect = ResponseTemplate::new(307).insert_header("location", target);
    Mock::given(any()).respond_with(redirect).mount(&server).await;
    let error = router(&server).connected_account("ca_1").await.unwrap_err();
    assert!(format!("{error:?}").contains("redirects are not followed"), "{error:?}");
    assert!(!format!("{error:?}").contains("tok_secret"), "{error:?}");
    assert_eq!(elsewhere.received_requests().await.unwrap().len(), 0);
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_endless_answer_is_cut_off() {
    let long = vec![b' '; 33 * 1024 * 1024];
    let answer = unexpected(ResponseTemplate::new(200).set_body_bytes(long)).await;
    assert_eq!(answer.problem(), "it is longer");
}

#[tokio::test]
async fn an_id_cannot_name_another_endpoint() {
    let server = MockServer::start().await;
    Mock::given(path("/api/v3.1/connected_accounts/..%2Fsecret"))
        .respond_with(ResponseTemplate::new(404))
        .expect(1)
        .mount(&server)
        .await;
    let router = router(&server);
    assert!(matches!(router.connected_account("../secret").await, Err(Error::Api(_))));
    assert!(matches!(router.connected_account("..").await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn a_request_is_authenticated_and_says_who_sends_it() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(404)).mount(&server).await;
    let _ = router(&server).connected_account("ca_1").await;
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[0].headers["x-api-key"], KEY);
    assert_eq!(requests[0].headers["accept"], "application/json");
    assert!(requests[0].headers["user-agent"].to_str().unwrap().starts_with("tool-router-rust/"));
}
