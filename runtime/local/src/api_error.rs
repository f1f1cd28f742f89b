//! The errors of the HTTP API and their envelope.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{limits, random, vault};

pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const SHOULD_RETRY: HeaderName = HeaderName::from_static("x-should-retry");

/// An error in its wire format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError {
    pub(crate) status: StatusCode,
    pub(crate) code: u32,
    pub(crate) slug: &'static str,
    pub(crate) message: String,
    pub(crate) suggested_fix: Option<String>,
    pub(crate) errors: Vec<String>,
}

impl ApiError {
    pub(crate) fn new(status: StatusCode, code: u32, slug: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, slug, message: message.into(), suggested_fix: None, errors: Vec::new() }
    }

    /// A body or a query of the wrong form; `place` is a path such as `payload.toolkits`.
    pub(crate) fn invalid(place: &str, problem: impl std::fmt::Display) -> Self {
        let message = "Validation error while processing request";
        let mut error = Self::new(StatusCode::BAD_REQUEST, 10400, "HTTP_BadRequest", message);
        error.errors.push(format!("Error in {place}: {problem}"));
        error
    }

    /// A body with several mistakes, each with its place.
    pub(crate) fn invalid_places(problems: Vec<(String, String)>) -> Self {
        let mut error = Self::invalid("payload", "");
        error.errors = problems.into_iter().map(|(place, problem)| format!("Error in {place}: {problem}")).collect();
        error
    }

    /// A well-formed request that cannot be fulfilled.
    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, 4300, "ToolRouterV2_BadRequest", message)
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, 10404, "HTTP_NotFound", message)
    }

    /// A new call while the router stops.
    pub(crate) fn stopping() -> Self {
        Self::unavailable("The router is stopping.")
    }

    /// A call that there is no room for.
    pub(crate) fn unavailable(message: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, 10503, "HTTP_ServiceUnavailable", message)
    }

    #[must_use]
    pub(crate) fn suggest(mut self, fix: impl Into<String>) -> Self {
        self.suggested_fix = Some(fix.into());
        self
    }

    /// A fault of the router. The cause is logged, not returned.
    pub(crate) fn internal(cause: &(dyn std::error::Error + 'static)) -> Self {
        tracing::error!(cause, "the embedded router failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            4340,
            "ToolRouterV2_InternalServerError",
            "The embedded router failed; its log says why.",
        )
    }

    pub(crate) fn for_status(status: StatusCode) -> Self {
        let (code, slug, message) = match status {
            StatusCode::NOT_FOUND => (10404, "HTTP_NotFound", "The embedded router has no such endpoint."),
            StatusCode::METHOD_NOT_ALLOWED => {
                (10405, "HTTP_MethodNotAllowed", "This endpoint does not take this method.")
            }
            StatusCode::PAYLOAD_TOO_LARGE => (10413, "HTTP_PayloadTooLarge", "The request's body is too large."),
            StatusCode::REQUEST_TIMEOUT => (10408, "HTTP_RequestTimeout", "The request's body did not arrive in time."),
            StatusCode::GATEWAY_TIMEOUT => (10504, "HTTP_GatewayTimeout", "The request took too long."),
            _ => (10400, "HTTP_BadRequest", "The request cannot be processed."),
        };
        Self::new(status, code, slug, message)
    }
}

impl From<sqlx::Error> for ApiError {
    fn from(error: sqlx::Error) -> Self {
        Self::internal(&error)
    }
}

impl From<random::RandomError> for ApiError {
    fn from(error: random::RandomError) -> Self {
        Self::internal(&error)
    }
}

impl From<vault::Unreadable> for ApiError {
    fn from(error: vault::Unreadable) -> Self {
        Self::internal(&error)
    }
}

impl IntoResponse for ApiError {
    /// [`finish`] writes the body, because it knows the request's id.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Marks an answer of a protocol that has its own error format.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OwnErrors;

/// Limits the time of every API request, gives its answer an id, and wraps its error in the envelope.
pub(crate) async fn finish(request: Request, next: Next) -> Response {
    let id = request_id(request.headers());
    let only_reads = request.method().is_safe();
    let mut response = match tokio::time::timeout(limits::REQUEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) if only_reads => StatusCode::GATEWAY_TIMEOUT.into_response(),
        // The request was abandoned, and it is unknown how far it got.
        Err(_) => never_retry(StatusCode::GATEWAY_TIMEOUT.into_response()).await,
    };
    let failed = response.status().is_client_error() || response.status().is_server_error();
    if failed && response.extensions().get::<OwnErrors>().is_none() {
        response = envelope(response, &id);
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

fn envelope(response: Response, request_id: &str) -> Response {
    let status = response.status();
    let error = response.extensions().get::<ApiError>();
    let error = error.cloned().unwrap_or_else(|| ApiError::for_status(status));
    let mut body = json!({
        "message": error.message,
        "code": error.code,
        "slug": error.slug,
        "status": status.as_u16(),
        "request_id": request_id,
    });
    if let Some(fix) = &error.suggested_fix {
        body["suggested_fix"] = json!(fix);
    }
    if !error.errors.is_empty() {
        body["errors"] = json!(error.errors);
    }
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Response::from_parts(parts, Body::from(json!({ "error": body }).to_string()))
}

/// The client's own id, if it is safe to repeat.
fn request_id(headers: &HeaderMap) -> String {
    let given = headers.get(REQUEST_ID).and_then(|id| id.to_str().ok());
    let plain = |id: &&str| {
        (8..=64).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    match given.filter(plain) {
        Some(id) => id.to_owned(),
        None => random::id("req").unwrap_or_default(),
    }
}

/// Marks errors of calls that must not run twice, because clients would otherwise repeat them.
pub(crate) async fn never_retry(mut response: Response) -> Response {
    if response.status().as_u16() >= 400 {
        response.headers_mut().insert(SHOULD_RETRY, HeaderValue::from_static("false"));
    }
    response
}

#[cfg(test)]
mod tests {
    use axum::middleware::from_fn;
    use tool_router_test_support::http;

    use super::*;

    fn with_id(id: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(REQUEST_ID, HeaderValue::from_str(id).unwrap());
        headers
    }

    #[tokio::test(start_paused = true)]
    async fn what_took_too_long_is_repeated_only_if_it_reads() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let hangs = || std::future::pending::<StatusCode>();
        let app =
            axum::Router::new().route("/", axum::routing::get(hangs).post(hangs).patch(hangs)).layer(from_fn(finish));
        tokio::spawn(axum::serve(listener, app).into_future());
        let http = http::client().unwrap();
        for (method, should_retry) in [("GET", None), ("POST", Some("false")), ("PATCH", Some("false"))] {
            let response = http.request(method.parse().unwrap(), &url).send().await.unwrap();
            assert_eq!(response.status(), StatusCode::GATEWAY_TIMEOUT);
            let header = response.headers().get(SHOULD_RETRY).map(|value| value.to_str().unwrap());
            assert_eq!(header, should_retry, "{method}");
        }
    }

    #[test]
    fn only_a_plain_request_id_is_repeated() {
        assert_eq!(request_id(&with_id("0123456789abcdef")), "0123456789abcdef");
        assert!(request_id(&with_id("a<script>b")).starts_with("req_"));
        assert!(request_id(&with_id(&"x".repeat(65))).starts_with("req_"));
        assert!(request_id(&HeaderMap::new()).starts_with("req_"));
    }

    #[test]
    fn a_fault_does_not_tell_its_cause() {
        let error = ApiError::from(sqlx::Error::Protocol("secret detail".into()));
        assert_eq!(error.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!error.message.contains("secret"));
    }
}
