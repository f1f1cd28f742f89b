//! The scopes that tools take.

use axum::{
    Json,
    extract::{Path, State},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    api_error::ApiError,
    credentials::Scheme,
    registered::Found,
    request::{Body, Params},
    sessions::tools::VERSION,
    state::App,
    toolkit::{LocalToolkit, ToolDefinition, scopes_of},
};

/// The body of `POST /api/v3.1/tools/scopes/required`. A tool has one version here, so that the version has no effect.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Required {
    tools: Vec<String>,
    #[serde(default, rename = "version")]
    _version: Option<String>,
}

/// `POST /api/v3.1/tools/scopes/required`: few scopes that are enough for the tools, and what each of them takes.
pub(crate) async fn required(
    State(app): State<App>,
    Body(Required { tools, .. }): Body<Required>,
) -> Result<Json<Value>, ApiError> {
    let find = |slug: &String| {
        let found = app.registered.tool(slug).map(|Found { tool, .. }| tool);
        found.ok_or_else(|| ApiError::not_found(format!("Tool {slug} not found")))
    };
    let tools: Vec<&ToolDefinition> = tools.iter().map(find).collect::<Result<_, _>>()?;
    let requirements = tools.iter().map(|tool| {
        let all_of = if tool.scopes.is_empty() { json!([]) } else { json!([{ "any_of": tool.scopes }]) };
        json!({ "tool": tool.slug, "scope_requirements": { "all_of": all_of } })
    });
    let requirements: Vec<Value> = requirements.collect();
    Ok(Json(json!({ "scopes_required": scopes_of(tools), "per_tool_requirements": requirements })))
}

/// The body of `POST /api/v3.1/toolkits/{slug}/scopes/recommended`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recommended {
    /// Empty for all tools.
    tools: Vec<String>,
    auth_scheme: Option<String>,
    #[serde(default, rename = "toolkit_version")]
    _toolkit_version: Option<String>,
    #[serde(default, rename = "grant_context")]
    _grant_context: Option<Value>,
    #[serde(default)]
    include: Vec<String>,
    #[serde(default)]
    exclude: Vec<String>,
    available_scopes: Option<Vec<String>>,
}

impl Recommended {
    fn may_ask_for(&self, scope: &String) -> bool {
        !self.exclude.contains(scope) && self.available_scopes.as_ref().is_none_or(|scopes| scopes.contains(scope))
    }
}

/// `POST /api/v3.1/toolkits/{slug}/scopes/recommended`
pub(crate) async fn recommended(
    State(app): State<App>,
    Path(slug): Path<String>,
    Body(asked): Body<Recommended>,
) -> Result<Json<Value>, ApiError> {
    let toolkit = with_scheme(&app, &slug, asked.auth_scheme.as_deref())?;
    let has = |slug: &String| toolkit.tools().iter().any(|tool| tool.slug.eq_ignore_ascii_case(slug));
    if let Some(slug) = asked.tools.iter().find(|slug| !has(slug)) {
        return Err(ApiError::not_found(format!("Tool {slug} not found in toolkit {}", toolkit.slug())));
    }
    let is_asked = |tool: &ToolDefinition| {
        asked.tools.is_empty() || asked.tools.iter().any(|slug| tool.slug.eq_ignore_ascii_case(slug))
    };
    let mut least = asked.include.clone();
    let mut fewest = asked.include.clone();
    for tool in toolkit.tools().iter().filter(|tool| is_asked(tool) && !tool.scopes.is_empty()) {
        let options: Vec<_> = tool.scopes.iter().filter(|scope| asked.may_ask_for(scope)).collect();
        let Some(first) = options.first() else {
            return Err(ApiError::refused(format!("None of the scopes that {} runs with can be asked for", tool.slug)));
        };
        if !least.contains(first) {
            least.push((*first).clone());
        }
        if !options.iter().any(|scope| fewest.contains(scope)) {
            fewest.push((*first).clone());
        }
    }
    Ok(Json(json!({
        "auth_scheme": Scheme::of(toolkit),
        "toolkit_version": VERSION,
        "grant_context": {},
        "scopes": { "least_privilege": least, "fewest": fewest, "conditional": [] },
    })))
}

/// The query of `GET /api/v3.1/toolkits/{slug}/scopes/grant_context`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct GrantQuery {
    auth_scheme: Option<String>,
}

/// `GET /api/v3.1/toolkits/{slug}/scopes/grant_context`: no scope depends on what kind of account a user has.
pub(crate) async fn grant_context(
    State(app): State<App>,
    Path(slug): Path<String>,
    Params(query): Params<GrantQuery>,
) -> Result<Json<Value>, ApiError> {
    let toolkit = with_scheme(&app, &slug, query.auth_scheme.as_deref())?;
    Ok(Json(json!({
        "auth_scheme": Scheme::of(toolkit),
        "toolkit_version": VERSION,
        "grant_context_dimensions": [],
        "default_grant_context": {},
    })))
}

/// The toolkit, if it has the auth scheme that is asked for.
fn with_scheme<'a>(app: &'a App, slug: &str, scheme: Option<&str>) -> Result<&'a dyn LocalToolkit, ApiError> {
    let toolkit = app.registered.toolkit(slug).map(AsRef::as_ref);
    let toolkit = toolkit.ok_or_else(|| ApiError::not_found(format!("Toolkit {slug} not found")))?;
    let has = Scheme::of(toolkit).as_str();
    match scheme {
        Some(scheme) if scheme != has => {
            Err(ApiError::refused(format!("Toolkit '{}' has the auth scheme {has}", toolkit.slug())))
        }
        _ => Ok(toolkit),
    }
}
