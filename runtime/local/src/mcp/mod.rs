//! MCP: a session's tools for the clients that are given its endpoint, over streamable HTTP.

mod ask;
mod early;
pub(crate) mod endpoints;
mod server;
mod sessions;
mod tools;

use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures_util::{StreamExt, stream};
use rmcp::transport::{
    StreamableHttpServerConfig, StreamableHttpService,
    streamable_http_server::{SessionId, SessionManager},
};

use self::{server::Server, sessions::Sessions};
use super::{api_error::OwnErrors, limits, request::Origin, state::App, store::Session};

/// A comment, which clients pass over.
const COMMENT: Bytes = Bytes::from_static(b":\n\n");
const EVENT_STREAM: &str = "text/event-stream";
const SESSION_ID: &str = "mcp-session-id";
const PROTOCOL_VERSION: &str = "mcp-protocol-version";

/// `/tool_router/{id}/mcp`
pub(crate) async fn serve(State(app): State<App>, session: Session, origin: Origin, request: Request) -> Response {
    let endpoint = app.mcp.of(&session.id);
    // A page of another origin must not call the router, neither by its own name nor by a rebound name.
    let host = origin.0.trim_start_matches("http://");
    let config = StreamableHttpServerConfig::default()
        .with_cancellation_token(endpoint.ended.clone())
        .with_max_request_body_bytes(limits::BODY)
        .with_allowed_hosts([host])
        .with_allowed_origins([with_port(&origin)])
        .enforce_origin_validation();
    let sessions = endpoint.sessions.clone();
    let is_deletion = request.method() == Method::DELETE;
    let refusal = refusal(&sessions, request.headers()).await;
    let server = Server::new(app, session.id, origin, endpoint);
    let service = StreamableHttpService::new(move || Ok(server.clone()), sessions, config);
    // Without a session, rmcp sends nothing before the call has its first message.
    let is_direct = request.method() == Method::POST
        && request.headers().contains_key(PROTOCOL_VERSION)
        && !request.headers().contains_key(SESSION_ID);
    let mut response = match refusal {
        Some(refusal) => refusal,
        None if is_direct => early::respond(async move { service.handle(request).await.map(Body::new) }).await,
        None => service.handle(request).await.map(Body::new),
    };
    // The Python SDK takes any other success for a failure.
    if is_deletion && response.status() == StatusCode::ACCEPTED {
        *response.status_mut() = StatusCode::NO_CONTENT;
    }
    response.extensions_mut().insert(OwnErrors);
    flushed(response)
}

/// The answer to a request of a session that is not there, e.g. since the router was restarted, and to a client that there
/// is no room for.
async fn refusal(sessions: &Sessions, headers: &HeaderMap) -> Option<Response> {
    let Some(id) = headers.get(SESSION_ID) else {
        // Only a client that asks for a session has not agreed on a version yet.
        let begins = !headers.contains_key(PROTOCOL_VERSION);
        let busy = "The connected clients are all in the middle of a call.";
        return (begins && sessions.is_full()).then(|| (StatusCode::SERVICE_UNAVAILABLE, busy).into_response());
    };
    let id: Option<SessionId> = id.to_str().ok().map(Into::into);
    let is_known = match id {
        Some(id) => sessions.has_session(&id).await.unwrap_or(false),
        None => false,
    };
    (!is_known).then(|| (StatusCode::NOT_FOUND, "Session not found").into_response())
}

/// Begins a stream with a comment: some proxies and clients wait for the first byte before they pass on or read anything.
fn flushed(response: Response) -> Response {
    if !is_stream(&response) {
        return response;
    }
    let first = stream::once(async { Ok(COMMENT) });
    response.map(|body| Body::from_stream(first.chain(body.into_data_stream())))
}

fn is_stream(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|content_type| content_type == EVENT_STREAM)
}

/// The origin with its port; without a port, any port would be accepted.
fn with_port(Origin(origin): &Origin) -> String {
    match url::Url::parse(origin) {
        Ok(url) if url.port().is_none() => format!("{origin}:80"),
        _ => origin.clone(),
    }
}
