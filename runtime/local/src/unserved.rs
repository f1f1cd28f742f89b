//! Parts of the hosted API that the embedded router does not have: the answer says so, and what to use instead.

use axum::http::{StatusCode, Uri};

use super::api_error::ApiError;

/// What is not served, by the first segment of its path, and what to do.
const PARTS: [(&[&str], &str, &str); 8] = [
    (
        &["triggers_types", "trigger_instances"],
        "Triggers",
        "Ask the toolkit's tools for what is new, or use the hosted service.",
    ),
    (&["webhook_subscriptions", "webhook_endpoints"], "Webhook subscriptions", "Use the hosted service."),
    (&["files"], "Files outside of sessions", "Use /tool_router/session/{id}/mounts/files."),
    (&["mcp"], "MCP servers of a project", "Create a session: its `mcp.url` is an MCP server."),
    (&["logs"], "Logs", "The router logs with `tracing`."),
    (&["custom"], "Custom toolkits over the API", "Implement `LocalToolkit`, and add it to the router's builder."),
    (&["internal", "cli"], "Internal endpoints", "Use the hosted service."),
    (
        &["org", "project", "auth", "keyring", "api_key_revocation"],
        "Organizations, projects and their keys",
        "The router has one key, which its builder sets.",
    ),
];

/// The answer to a path that the router does not have. What comes before it, with the API's version, is stripped.
pub(crate) async fn answer(uri: Uri) -> ApiError {
    let mut segments = uri.path().split('/').filter(|segment| !segment.is_empty());
    let first = segments.next().unwrap_or_default();
    // Triggers arrive over a connection that is opened there.
    let first = if segments.any(|segment| segment == "realtime") { "trigger_instances" } else { first };
    match PARTS.iter().find(|(segments, ..)| segments.contains(&first)) {
        Some((_, what, instead)) => {
            ApiError::not_found(format!("{what} are not served by the embedded router")).suggest(*instead)
        }
        None => ApiError::for_status(StatusCode::NOT_FOUND),
    }
}
