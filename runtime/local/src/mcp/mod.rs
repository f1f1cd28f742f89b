//! MCP: a session's tools for the clients that are given its endpoint, over streamable HTTP.

mod ask;
pub(crate) mod endpoints;
mod server;
mod sessions;
mod tools;

use axum::{
    body::Body,
    extract::{Request, State},
    response::Response,
};
use rmcp::transport::{StreamableHttpServerConfig, StreamableHttpService};

use self::server::Server;
use super::{api_error::OwnErrors, limits, request::Origin, state::App, store::Session};

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
    let server = Server::new(app, session.id, origin, endpoint);
    let service = StreamableHttpService::new(move || Ok(server.clone()), sessions, config);
    let mut response = service.handle(request).await.map(Body::new);
    response.extensions_mut().insert(OwnErrors);
    response
}

/// The origin with its port; without a port, any port would be accepted.
fn with_port(Origin(origin): &Origin) -> String {
    match url::Url::parse(origin) {
        Ok(url) if url.port().is_none() => format!("{origin}:80"),
        _ => origin.clone(),
    }
}
