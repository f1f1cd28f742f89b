//! One agent for each way of connecting, and the router that they run against.

use std::time::Duration;

use serde_json::Value;
use tool_router::local::{LocalRouter, SandboxProvider};
use tool_router::{Error, Session, SessionSpec, Tool, ToolRouter, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
pub(crate) struct OnDemandAgent;

#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    manage_connections(enable, wait = "30s"),
)]
pub(crate) struct UpfrontAgent;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait = "1s"))]
pub(crate) struct ImpatientAgent;

#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    manage_connections = false,
)]
pub(crate) struct PreconnectedAgent;

#[tool_router_session(
    app = manual_auth,
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    manage_connections(disable, callback_url),
)]
pub(crate) struct ManualAgent;

/// An embedded router, which runs as long as a session on it exists.
pub(crate) async fn embedded() -> ToolRouter {
    ToolRouter::local().await.expect("an embedded router")
}

/// A router whose links have this lifetime.
pub(crate) async fn embedded_with_links_of(lifetime: Duration) -> ToolRouter {
    let router = LocalRouter::builder().sandbox(SandboxProvider::default()).link_lifetime(lifetime).start().await;
    ToolRouter::embedded(router.expect("an embedded router")).expect("a client of it")
}

/// The subjects of the user's latest mails.
pub(crate) async fn subjects<S: SessionSpec>(session: &Session<S>, fetch: Tool<S>) -> Result<Vec<String>, Error> {
    let data = session.execute(fetch, serde_json::json!({ "max_results": 3 })).await?.into_data()?;
    let messages = data["messages"].as_array().expect("a list of messages").iter();
    Ok(messages.map(|mail| mail["subject"].as_str().expect("a subject").to_owned()).collect())
}

/// The `redirect_url` for Gmail in the answer of `COMPOSIO_MANAGE_CONNECTIONS`.
pub(crate) fn redirect_url(managed: &Value) -> &str {
    managed["results"]["gmail"]["redirect_url"].as_str().expect("an auth link")
}
