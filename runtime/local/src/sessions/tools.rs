//! Tools in their wire format.

use axum::{
    Json,
    extract::{Path, State},
};
use serde::Deserialize;
use serde_json::{Value, json};
use tool_router_core::config::SessionConfig;
use tool_router_core::limits::MAX_TOOLS_PAGE;

use crate::{
    access,
    api_error::ApiError,
    credentials::needs_account,
    meta,
    paging::{Page, PageSize, page},
    registered::{Found, RegisteredToolkits},
    request::Params,
    state::App,
    store::Session,
    toolkit::{ToolDefinition, object_schema},
};

const SIZE: PageSize = PageSize { default: MAX_TOOLS_PAGE, max: MAX_TOOLS_PAGE };

/// Toolkits of the embedded router have the version of the crate.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The query of `GET /{id}/tools`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Query {
    limit: Option<usize>,
    cursor: Option<String>,
}

/// `GET /{id}/tools`: the meta tools, then the preloaded tools.
pub(crate) async fn list(
    State(app): State<App>,
    session: Session,
    Params(query): Params<Query>,
) -> Result<Json<Page<Value>>, ApiError> {
    let meta_tools = meta::exposed(&session.config).map(|tool| meta_item(&tool.definition()));
    let preloaded = preloaded(&app.registered, &session.config).map(item);
    Ok(Json(page(meta_tools.chain(preloaded), SIZE, query.limit, query.cursor.as_deref())?))
}

/// The tools that the session lists in addition to its meta tools.
pub(crate) fn preloaded<'a>(
    registered: &'a RegisteredToolkits,
    config: &'a SessionConfig,
) -> impl Iterator<Item = Found<'a>> {
    let preload = config.preload.as_ref().map(|preload| &preload.tools);
    access::tools(registered, config).filter(move |found| {
        preload.is_some_and(|tools| tools.is_all() || tools.named().iter().any(|slug| *slug == found.tool.slug))
    })
}

/// `GET /api/v3.1/tools/{slug}`
pub(crate) async fn by_slug(State(app): State<App>, Path(slug): Path<String>) -> Result<Json<Value>, ApiError> {
    if let Some(tool) = meta::MetaTool::from_slug(&slug) {
        return Ok(Json(meta_item(&tool.definition())));
    }
    let found = app.registered.tool(&slug).ok_or_else(|| ApiError::not_found(format!("Tool {slug} not found")))?;
    Ok(Json(item(found)))
}

/// A toolkit's tool, in the form of every list of tools.
pub(crate) fn item(found: Found<'_>) -> Value {
    let toolkit = found.toolkit;
    let mut item = describe(found.tool, toolkit.slug(), toolkit.name(), toolkit.logo());
    item["no_auth"] = (!needs_account(toolkit.as_ref())).into();
    item
}

fn meta_item(tool: &ToolDefinition) -> Value {
    describe(tool, "composio", "Composio", "")
}

fn describe(tool: &ToolDefinition, toolkit: &str, name: &str, logo: &str) -> Value {
    json!({
        "slug": tool.slug,
        "name": tool.name,
        "description": tool.description,
        "toolkit": { "slug": toolkit, "name": name, "logo": logo },
        "input_parameters": object_schema(&tool.input_schema),
        "output_parameters": object_schema(&tool.output_schema),
        "no_auth": true,
        "available_versions": [VERSION],
        "version": VERSION,
        "scopes": tool.scopes,
        "tags": tool.tags,
        "is_deprecated": false,
        "deprecated": {
            "displayName": tool.name,
            "version": VERSION,
            "available_versions": [VERSION],
            "is_deprecated": false,
            "toolkit": { "logo": logo },
        },
    })
}
