//! Extractors for requests.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Query, Request, rejection::BytesRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tool_router_core::{grammar::url::is_loopback, json_words};

use super::{api_error::ApiError, limits, state::App, store::Session};

/// A JSON body. Errors name the place that is wrong. An empty body counts as `{}`.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned + Send + 'static> FromRequest<App> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &App) -> Result<Self, ApiError> {
        let bytes = Bytes::from_request(request, app).await.map_err(|rejection| unread(&rejection))?;
        if bytes.len() < limits::LARGE_BODY {
            return json(&bytes).map(Self);
        }
        app.work.run(move || json(&bytes)).await?.map(Self)
    }
}

/// Reads a body.
pub(crate) fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let bytes: &[u8] = if bytes.trim_ascii().is_empty() { b"{}" } else { bytes };
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let body = at_path("payload", &mut json)?;
    json.end().map_err(|error| ApiError::invalid("payload", error))?;
    Ok(body)
}

/// Why a body could not be read: it is too large, did not arrive in time, or ended early.
pub(crate) fn unread(rejection: &BytesRejection) -> ApiError {
    let mut cause = Some(rejection as &dyn std::error::Error);
    while let Some(error) = cause {
        if error.is::<tower_http::timeout::TimeoutError>() {
            return ApiError::for_status(StatusCode::REQUEST_TIMEOUT);
        }
        cause = error.source();
    }
    ApiError::for_status(rejection.status())
}

/// Reads a value that is already JSON. Errors name the place below `root`.
pub(crate) fn parse<T: DeserializeOwned>(root: &str, value: Value) -> Result<T, ApiError> {
    at_path(root, value)
}

fn at_path<'de, T: DeserializeOwned, D: serde::Deserializer<'de>>(root: &str, source: D) -> Result<T, ApiError>
where
    D::Error: std::fmt::Display,
{
    serde_path_to_error::deserialize(source).map_err(|error| {
        let path = error.path().to_string();
        let place = if path == "." { root.to_owned() } else { format!("{root}.{path}") };
        ApiError::invalid(&place, json_words(error.inner()))
    })
}

/// The query. Errors have the envelope.
pub(crate) struct Params<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<App> for Params<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, ApiError> {
        match Query::try_from_uri(&parts.uri) {
            Ok(Query(params)) => Ok(Self(params)),
            Err(rejection) => Err(ApiError::invalid("query", rejection.body_text())),
        }
    }
}

/// The session in the path.
impl FromRequestParts<App> for Session {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let Path(id) = Path::<String>::from_request_parts(parts, app)
            .await
            .map_err(|rejection| ApiError::not_found(rejection.body_text()))?;
        stored_session(app, &id).await
    }
}

/// The session with this id.
pub(crate) async fn stored_session(app: &App, id: &str) -> Result<Session, ApiError> {
    let session = app.store.session(id).await?;
    session.ok_or_else(|| ApiError::not_found(format!("Tool Router session {id} not found")))
}

/// The origin under which the client reached the router.
///
/// Official clients send their credential to the MCP endpoint only on the origin that they were given, and `localhost`
/// and `127.0.0.1` are different origins. A name outside the loopback interface is not used: it may be a rebound
/// domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin(pub(crate) String);

impl FromRequestParts<App> for Origin {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let origin = loopback_host(&parts.headers).map(|host| format!("http://{host}"));
        Ok(Self(origin.unwrap_or_else(|| app.origin.clone())))
    }
}

/// Whether a form was sent by a page of another origin, as far as the browser says.
///
/// The pages with forms send their origin (`Referrer-Policy: same-origin`). `null` is a page that hides where it is from, and
/// only `Sec-Fetch-Site`, which no page can set, can vouch for it. Programs that are not browsers send neither.
pub(crate) fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    if site.is_some_and(|site| site != b"same-origin" && site != b"none") {
        return true;
    }
    let own = loopback_host(headers).map(|host| format!("http://{host}"));
    let is_own = |origin: &HeaderValue| {
        own.as_ref().is_some_and(|own| origin.as_bytes().eq_ignore_ascii_case(own.as_bytes()))
            || (origin == "null" && site == Some(b"same-origin"))
    };
    !headers.get_all(header::ORIGIN).iter().all(is_own)
}

fn loopback_host(headers: &HeaderMap) -> Option<&str> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    // It is repeated in URLs as it is, and the parser passes over what would break them, e.g. a tab or a fragment.
    if !host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'[' | b']'))
    {
        return None;
    }
    let url = url::Url::parse(&format!("http://{host}/")).ok()?;
    is_loopback(&url).then_some(host)
}

/// A list in a single parameter, joined by commas.
pub(crate) fn list(joined: Option<&str>) -> Vec<String> {
    let items = joined.unwrap_or_default().split(',').map(str::trim);
    items.filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(host: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))])
    }

    #[test]
    fn only_loopback_hosts_are_repeated() {
        for known in ["localhost:9", "127.0.0.1:9", "127.1.2.3", "[::1]:9", "app.localhost:9"] {
            assert_eq!(loopback_host(&host(known)), Some(known));
        }
        for other in [
            "example.com",
            "localhost.example.com",
            "127.0.0.1@example.com",
            "localhost/x",
            "",
            "0.0.0.0:9",
            "localhost:9#",
            "localhost:9?",
            "local\thost",
            "%6cocalhost",
            "localhost:9\\",
        ] {
            assert_eq!(loopback_host(&host(other)), None, "{other}");
        }
    }

    #[tokio::test]
    async fn a_body_that_does_not_go_on_is_a_time_out() {
        use std::time::Duration;

        use axum::{Router, routing::post};
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        use tower_http::timeout::RequestBodyTimeoutLayer;

        let status = async |body: Result<Bytes, BytesRejection>| match body {
            Ok(_) => StatusCode::OK,
            Err(rejection) => unread(&rejection).status,
        };
        let layer = RequestBodyTimeoutLayer::new(Duration::from_millis(100));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/", post(status)).layer(layer);
        tokio::spawn(axum::serve(listener, router).into_future());
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        stream.write_all(b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nhalf").await.unwrap();
        let mut answer = [0; 12];
        let read = tokio::time::timeout(Duration::from_secs(20), stream.read_exact(&mut answer)).await;
        read.expect("an answer").unwrap();
        assert_eq!(&answer, b"HTTP/1.1 408");
    }

    #[test]
    fn a_form_of_another_origin_is_noticed() {
        let from = |origin: &'static str, site: Option<&'static str>| {
            let mut headers = host("localhost:9");
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
            site.map(|site| headers.insert("sec-fetch-site", HeaderValue::from_static(site)));
            is_from_elsewhere(&headers)
        };
        assert!(!is_from_elsewhere(&host("localhost:9")), "a program");
        assert!(!from("http://localhost:9", None) && !from("http://localhost:9", Some("same-origin")));
        assert!(!from("null", Some("same-origin")));
        for other in
            ["https://evil.example", "http://localhost:8", "http://127.0.0.1:9", "https://localhost:9", "null", ""]
        {
            assert!(from(other, None), "{other}");
        }
        assert!(from("https://evil.example", Some("same-origin")) && from("http://localhost:9", Some("same-site")));
        let mut rebound = host("evil.example:9");
        rebound.insert(header::ORIGIN, HeaderValue::from_static("http://evil.example:9"));
        assert!(is_from_elsewhere(&rebound));
    }

    #[test]
    fn lists_are_split_at_commas() {
        assert_eq!(list(Some("gmail, slack,,")), ["gmail", "slack"]);
        assert!(list(None).is_empty());
    }
}
