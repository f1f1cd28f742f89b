//! `COMPOSIO_PROXY_EXECUTE`

use serde_json::{Map, Value};
use tool_router_core::config::Tag;

use super::{Context, MetaTool, said, schema};
use crate::{
    api_error::ApiError,
    execute::{DECLINED, Outcome, UserReply},
    limits,
    proxy::{self, Called, ProxyRequest},
    toolkit::ToolDefinition,
};

pub(super) fn definition() -> ToolDefinition {
    ToolDefinition::new(
        MetaTool::ProxyExecute.slug(),
        "Call an application's API",
        "Calls a toolkit's own HTTP API with the user's connection, for what no tool does. The endpoint is a path of that API; \
         the connection adds the credentials.",
        schema::<ProxyRequest>(),
    )
    .tags([Tag::Destructive, Tag::OpenWorld])
}

pub(super) async fn run(
    context: Context<'_>,
    mut arguments: Map<String, Value>,
    reply: &UserReply,
) -> Result<Outcome, ApiError> {
    let Context { app, session, origin, .. } = context;
    // Every meta tool takes the id of a search.
    arguments.remove("session_id");
    let called = match proxy::call(app, session, "arguments", &arguments, reply).await {
        Ok(called) => called,
        // The provider's faults are the tool's, and its API can be out of reach.
        Err(error) if error.status.is_client_error() || error.status == axum::http::StatusCode::BAD_GATEWAY => {
            return Ok(Outcome::failed(said(&error))?);
        }
        Err(error) => return Err(error),
    };
    match called {
        Called::Ask(ask) => Ok(Outcome::input_required(ask)?),
        Called::Declined => Ok(Outcome::failed(DECLINED)?),
        Called::Blocked(blocked, results) => Ok(Outcome::blocked(blocked)?.with_hooks(results)),
        Called::Answered(answer, results) => {
            let answer = proxy::said(app, session, origin, answer, limits::PROXY_INLINE).await?;
            let data = serde_json::to_value(answer).map_err(|error| ApiError::internal(&error))?;
            Ok(Outcome::completed(data)?.with_hooks(results))
        }
    }
}
