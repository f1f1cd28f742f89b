//! `COMPOSIO_SEARCH_TOOLS`, and the search endpoint with the same answer.

use std::collections::BTreeSet;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tool_router_core::config::{SessionConfig, Tag};
use tool_router_core::limits::{MAX_KNOWN_FIELDS, MAX_QUERIES, MAX_USE_CASE};

use super::{Context, MetaTool, read, schema};
use crate::{
    access,
    api_error::ApiError,
    connections::{self, Accounts},
    credentials::needs_account,
    json_text, random,
    registered::{Found, RegisteredToolkits},
    request::{Body, Origin},
    search::Index,
    sessions::{ClientTools, CustomTools},
    state::App,
    store::{Session, Status, now},
    time::iso,
    toolkit::ToolDefinition,
};

/// How many primary tools a query returns, and how many related ones.
const PRIMARY: usize = 3;
const RELATED: usize = 5;

/// The arguments of the tool, and the body of `POST /{id}/search`. What it does not know, it passes over.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Arguments {
    /// What is to be done, one entry for each independent task.
    #[serde(deserialize_with = "json_text::or_text")]
    #[schemars(length(min = 1, max = MAX_QUERIES))]
    queries: Vec<Query>,
    /// The session of an earlier search to go on with, or `{"generate_id": true}` for a new one.
    #[serde(default)]
    session: Option<SearchSession>,
    /// The client's own tools, in the body of the endpoint only.
    #[serde(default)]
    #[schemars(skip)]
    experimental: CustomTools,
}

#[derive(Debug, Deserialize, JsonSchema)]
struct Query {
    /// The task in one sentence, with the application's name if it is known: "fetch the latest emails from Gmail".
    #[schemars(length(min = 1, max = MAX_USE_CASE))]
    use_case: String,
    /// What is known already, as `name:value, name:value`, e.g. "channel:general". Tools that take these fields come first.
    #[serde(default)]
    #[schemars(length(max = MAX_KNOWN_FIELDS))]
    known_fields: Option<String>,
}

impl Query {
    fn check(&self, index: usize) -> Result<(), ApiError> {
        let refused = |key, problem| Err(ApiError::invalid(&format!("payload.queries[{index}].{key}"), problem));
        if !(1..=MAX_USE_CASE).contains(&self.use_case.chars().count()) {
            return refused("use_case", format!("expected 1 to {MAX_USE_CASE} characters"));
        }
        if self.known_fields.as_ref().is_some_and(|fields| fields.chars().count() > MAX_KNOWN_FIELDS) {
            return refused("known_fields", format!("expected at most {MAX_KNOWN_FIELDS} characters"));
        }
        Ok(())
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
struct SearchSession {
    #[serde(default)]
    id: Option<String>,
}

pub(super) fn definition() -> ToolDefinition {
    ToolDefinition::new(
        MetaTool::SearchTools.slug(),
        "Search tools",
        "Finds the tools for a task, with their schemas, and says which toolkits the user has connected. Call it first.",
        schema::<Arguments>(),
    )
    .tags([Tag::ReadOnly, Tag::OpenWorld])
}

/// `POST /{id}/search`
pub(crate) async fn endpoint(
    State(app): State<App>,
    session: Session,
    origin: Origin,
    Body(mut arguments): Body<Arguments>,
) -> Result<Json<Value>, ApiError> {
    let custom = std::mem::take(&mut arguments.experimental);
    custom.check(&app.registered)?;
    let context = Context { app: &app, session: &session, origin: &origin, custom: &custom };
    Ok(Json(search(context, arguments).await?))
}

pub(super) async fn run(context: Context<'_>, arguments: Map<String, Value>) -> Result<Value, ApiError> {
    search(context, read(arguments)?).await
}

async fn search(context: Context<'_>, arguments: Arguments) -> Result<Value, ApiError> {
    if !(1..=MAX_QUERIES).contains(&arguments.queries.len()) {
        return Err(ApiError::invalid("payload.queries", format_args!("expected 1 to {MAX_QUERIES} queries")));
    }
    for (index, query) in arguments.queries.iter().enumerate() {
        query.check(index)?;
    }
    let Arguments { queries, session: search_session, .. } = arguments;
    let (app, config, custom) = (context.app.clone(), context.session.config.clone(), context.custom.clone());
    let found = context.app.work.run(move || find(&app.registered, &config, &custom, &queries)).await?;
    let SearchResults { results, toolkits, schemas } = found;
    let mut statuses = Vec::new();
    // A toolkit of the client has no connection.
    let reached = |slug: &&String| access::toolkit(&context.app.registered, &context.session.config, slug).is_ok();
    for toolkit in toolkits.iter().filter(reached) {
        statuses.push(status(context, toolkit).await?);
    }
    let generated = random::id("srch")?;
    let search_id = search_session.and_then(|session| session.id).unwrap_or(generated);
    Ok(json!({
        "success": true,
        "error": null,
        "results": results,
        "toolkit_connection_statuses": statuses,
        "tool_schemas": schemas,
        "time_info": {
            "current_time_utc": iso(now()),
            "current_time_utc_epoch_seconds": now() / 1000,
            "message": "The current time, for tasks that name relative dates.",
        },
        "session": {
            "id": search_id,
            "generate_id": false,
            "instructions": "Pass this id as session_id to the other tools of the same task.",
        },
        "next_steps_guidance": guidance(context, &statuses, schemas.is_empty()),
    }))
}

/// What the queries found.
struct SearchResults {
    results: Vec<Value>,
    toolkits: BTreeSet<String>,
    schemas: Map<String, Value>,
}

fn find(
    registered: &RegisteredToolkits,
    config: &SessionConfig,
    custom: &CustomTools,
    queries: &[Query],
) -> SearchResults {
    let client_tools = ClientTools::new(custom);
    let tools = Index::new(access::tools(registered, config).chain(client_tools.tools()));
    let mut results = Vec::new();
    let mut toolkits = BTreeSet::new();
    let mut schemas = Map::new();
    for (index, Query { use_case, known_fields }) in queries.iter().enumerate() {
        let found = tools.rank(use_case, known_fields.as_deref().unwrap_or_default());
        let primary = &found[..found.len().min(PRIMARY)];
        let related = found.iter().skip(PRIMARY).take(RELATED);
        let slugs = |found: &Found<'_>| found.tool.slug.clone();
        let of_query: BTreeSet<_> = primary.iter().map(|found| found.toolkit.slug()).collect();
        toolkits.extend(of_query.iter().map(|slug| (*slug).to_owned()));
        schemas.extend(primary.iter().map(|found| (found.tool.slug.clone(), describe(*found))));
        let mut result = json!({
            "index": index + 1,
            "use_case": use_case,
            "primary_tool_slugs": primary.iter().map(slugs).collect::<Vec<_>>(),
            "related_tool_slugs": related.map(slugs).collect::<Vec<_>>(),
            "toolkits": of_query,
        });
        if primary.is_empty() {
            result["error"] = "No tool of this session fits.".into();
        }
        results.push(result);
    }
    SearchResults { results, toolkits, schemas }
}

fn describe(Found { toolkit, tool }: Found<'_>) -> Value {
    json!({
        "toolkit": toolkit.slug(),
        "tool_slug": tool.slug,
        "description": tool.description,
        "input_schema": tool.input_schema,
        "output_schema": tool.output_schema,
        "hasFullSchema": true,
    })
}

async fn status(context: Context<'_>, slug: &str) -> Result<Value, ApiError> {
    let toolkit = access::toolkit(&context.app.registered, &context.session.config, slug)?;
    let accounts = Accounts::of(context.app, context.session, slug).await?;
    let is_connected = !needs_account(toolkit) || accounts.active().next().is_some();
    let message = match (!needs_account(toolkit), accounts.current().map(|account| account.status)) {
        (true, _) => "Needs no connection.",
        (false, Some(Status::Active)) => "Connected.",
        (false, Some(Status::Initiated)) => "A link was made; the user has not used it yet.",
        (false, Some(Status::Failed | Status::Expired)) => "Not connected: the last connection failed or has expired.",
        (false, Some(Status::Revoked)) => "Not connected: the access was revoked.",
        (false, Some(Status::Inactive)) => "Not connected: the account is disabled.",
        (false, None) => "Not connected.",
    };
    let active: Vec<_> =
        accounts.active().enumerate().map(|(index, account)| connections::shown(account, index == 0)).collect();
    Ok(json!({
        "toolkit": slug,
        "description": toolkit.description(),
        "has_active_connection": is_connected,
        "status_message": message,
        "accounts": active,
    }))
}

fn guidance(context: Context<'_>, statuses: &[Value], nothing_found: bool) -> Vec<String> {
    if nothing_found {
        return vec![
            "No tool fits. Describe the task in other words, or tell the user what this session can do.".to_owned(),
        ];
    }
    let missing: Vec<_> = (statuses.iter())
        .filter(|status| status["has_active_connection"] == false)
        .filter_map(|status| status["toolkit"].as_str())
        .collect();
    let mut steps = Vec::new();
    if !missing.is_empty() {
        let names = missing.join(", ");
        steps.push(match context.session.config.manage_connections.enable {
            true => format!("Call COMPOSIO_MANAGE_CONNECTIONS for {names} and show the user the link it returns."),
            false => format!("{names} must be connected outside this session; tell the user."),
        });
    }
    steps.push("Run the primary tools, with arguments that fit their input_schema.".to_owned());
    steps
}
