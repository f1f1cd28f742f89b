//! A refusal becomes an error with everything that the router returned, and without the key.

use std::time::Duration;

use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::error::{ApiError, ApiErrorKind, Error};
use crate::test_support::{KEY, refusal, router};

async fn refused(answer: ResponseTemplate) -> ApiError {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let error = router(&server).connected_account("ca_1").await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(KEY), "{shown}");
    match error {
        Error::Api(error) => *error,
        error => panic!("expected a refusal, got {error:?}"),
    }
}

#[tokio::test]
async fn each_status_is_of_its_kind() {
    for (status, kind) in [
        (400, ApiErrorKind::BadRequest),
        (401, ApiErrorKind::Unauthorized),
        (403, ApiErrorKind::Forbidden),
        (404, ApiErrorKind::NotFound),
        (409, ApiErrorKind::Conflict),
        (418, ApiErrorKind::Other),
        (422, ApiErrorKind::Unprocessable),
        (429, ApiErrorKind::RateLimited),
        (503, ApiErrorKind::Server),
    ] {
        assert_eq!(refused(refusal(status)).await.kind(), kind, "{status}");
    }
}

#[tokio::test]
async fn everything_that_the_router_says_is_kept() {
    let error = refused(refusal(400).insert_header("x-request-id", "req_header")).await;
    assert_eq!((error.method.as_str(), error.path.as_str()), ("GET", "/api/v3.1/connected_accounts/ca_1"));
    assert_eq!(error.slug.as_deref(), Some("Test_Wrong"));
    assert_eq!(error.code, Some(4711));
    assert_eq!(error.message, "it went wrong");
    assert_eq!(error.suggested_fix.as_deref(), Some("do it right"));
    assert_eq!(error.request_id.as_deref(), Some("req_header"), "the header goes before the body");
    assert_eq!(error.details, ["Error in payload.toolkits: Invalid input"]);
    let shown = error.to_string();
    for part in ["GET /api/v3.1/connected_accounts/ca_1", "400", "Test_Wrong", "it went wrong", "req_header"] {
        assert!(shown.contains(part), "{shown}");
    }
    assert_eq!(error.help().as_deref(), Some("do it right; wait 1 s, as the router asks"));
}

#[tokio::test]
async fn a_missing_connection_has_a_kind_of_its_own() {
    let body = serde_json::json!({ "error": { "message": "No connected account found for gmail", "status": 400,
        "slug": "ToolRouterV2_NoActiveConnection", "code": 4302 } });
    let error = refused(ResponseTemplate::new(400).set_body_json(body)).await;
    assert_eq!(error.kind(), ApiErrorKind::NoActiveConnection);
    assert!(error.help().unwrap().starts_with("make an auth link"), "{error:?}");
}

#[tokio::test]
async fn a_bare_rate_limit_is_understood() {
    let answer = ResponseTemplate::new(429)
        .insert_header("retry-after", "61")
        .insert_header("x-should-retry", "false")
        .set_body_json(serde_json::json!({ "message": "Rate limit exceeded" }));
    let error = refused(answer).await;
    assert_eq!(error.message, "Rate limit exceeded");
    assert_eq!(error.retry_after, Some(Duration::from_secs(61)));
    assert!(error.help().unwrap().contains("wait 61 s"), "{error:?}");
}

#[tokio::test]
async fn the_page_of_a_proxy_is_quoted_up_to_a_bound() {
    let page = format!("<html>\n<h1>Bad gateway</h1> {KEY} tok_0123456789012345678901234567 {}", "x ".repeat(500));
    let error = refused(ResponseTemplate::new(403).set_body_raw(page, "text/html")).await;
    assert!(error.message.starts_with("<html> <h1>Bad gateway</h1> [API key] …"), "{}", error.message);
    assert!(error.message.len() < 200, "{}", error.message);
}

#[tokio::test]
async fn a_refusal_without_a_word_is_an_error_all_the_same() {
    for answer in [
        ResponseTemplate::new(404),
        ResponseTemplate::new(404).set_body_raw("{\"error\": {\"message\": 7}}", "application/json"),
        ResponseTemplate::new(404).set_body_raw("{\"error", "application/json"),
    ] {
        assert_eq!(refused(answer).await.message, "no details in the answer");
    }
}

#[tokio::test]
async fn a_key_in_the_routers_words_is_not_passed_on() {
    let body = serde_json::json!({ "error": { "message": format!("Invalid API key: {KEY}"), "errors": [KEY] } });
    let error = refused(ResponseTemplate::new(401).set_body_json(body)).await;
    assert_eq!(error.message, "Invalid API key: [API key]");
}
