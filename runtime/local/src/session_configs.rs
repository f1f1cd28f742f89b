//! `session_configs`: saved configurations, from which sessions are made.
//!
//! The hosted router's are made on its dashboard. The embedded router has none, so that they are made over the API.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tool_router_core::config::SessionConfig;

use super::{
    api_error::ApiError,
    limits,
    paging::{Named, PageSize},
    random,
    request::{Body, Params, parse},
    state::App,
    store::{SessionConfigRow, now},
    time::iso,
};

const SIZE: PageSize = PageSize { default: 20, max: 100 };

/// What a saved configuration says. Everything else is said by whoever makes a session.
const BLOCKS: [&str; 3] = ["toolkits", "tools", "tags"];

const LONGEST_NAME: usize = 80;

/// The body of `POST /api/v3.1/session_configs`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Create {
    name: String,
    #[serde(default)]
    description: Option<String>,
    config: Map<String, Value>,
}

/// The body of `PATCH /api/v3.1/session_configs/{id}`. What is left out stays.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Update {
    name: Option<String>,
    description: Option<String>,
    config: Option<Map<String, Value>>,
    archived: Option<bool>,
}

/// `POST /api/v3.1/session_configs`
pub(crate) async fn create(
    State(app): State<App>,
    Body(body): Body<Create>,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    check_name(&body.name)?;
    if app.store.count_session_configs().await? >= limits::SESSION_CONFIGS {
        let most = limits::SESSION_CONFIGS;
        return Err(ApiError::refused(format!("This router holds {most} session configs at most")));
    }
    let made = now();
    let row = SessionConfigRow {
        id: random::id("sc")?,
        name: body.name,
        description: body.description,
        config: checked(body.config)?,
        is_archived: false,
        created_at: made,
        updated_at: made,
    };
    Ok((StatusCode::CREATED, Json(write(&app, &row).await?)))
}

/// `PATCH /api/v3.1/session_configs/{id}`
pub(crate) async fn update(
    State(app): State<App>,
    Path(id): Path<String>,
    Body(body): Body<Update>,
) -> Result<Json<Value>, ApiError> {
    let mut row = existing(&app, &id).await?;
    if let Some(name) = body.name {
        check_name(&name)?;
        row.name = name;
    }
    if let Some(config) = body.config {
        row.config = checked(config)?;
    }
    row.description = body.description.or(row.description);
    row.is_archived = body.archived.unwrap_or(row.is_archived);
    row.updated_at = now();
    Ok(Json(write(&app, &row).await?))
}

/// `DELETE /api/v3.1/session_configs/{id}`: sessions that were made from it stay as they are.
pub(crate) async fn delete(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    match app.store.delete_session_config(&id).await? {
        true => Ok(Json(json!({ "id": id, "deleted": true }))),
        false => Err(not_found(&id)),
    }
}

/// `GET /api/v3.1/session_configs/{id}`
pub(crate) async fn retrieve(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    Ok(Json(item(&existing(&app, &id).await?)?))
}

/// The query of `GET /api/v3.1/session_configs`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Query {
    search: Option<String>,
    archived: Option<bool>,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// `GET /api/v3.1/session_configs`: in the order of their names.
pub(crate) async fn list(State(app): State<App>, Params(query): Params<Query>) -> Result<Json<Value>, ApiError> {
    let page = Named::read(SIZE, query.limit, query.cursor.as_deref())?;
    let search = query.search.unwrap_or_default();
    let is_archived = query.archived.unwrap_or(false);
    let rows = app.store.session_configs(is_archived, &search, page.after.as_deref(), page.to_read()).await?;
    let (rows, next) = page.page(rows, |row| &row.name);
    Ok(Json(json!({ "items": rows.iter().map(summary).collect::<Vec<_>>(), "next_cursor": next })))
}

/// Writes what a saved configuration says into the body that makes or updates a session, if the body names one.
pub(crate) async fn expand(app: &App, body: &mut Map<String, Value>) -> Result<(), ApiError> {
    let named = body.get("experimental").and_then(|experimental| experimental.get("session_config_id"));
    let Some(id) = named.filter(|id| !id.is_null()) else { return Ok(()) };
    let place = "payload.experimental.session_config_id";
    let id = id.as_str().ok_or_else(|| ApiError::invalid(place, "expected text"))?;
    if let Some(block) = BLOCKS.iter().find(|block| body.contains_key(**block)) {
        return Err(ApiError::invalid(&format!("payload.{block}"), "the session config says it"));
    }
    let row = app.store.session_config(id).await?.filter(|row| !row.is_archived);
    let row = row.ok_or_else(|| ApiError::refused(format!("Session config {id} not found, or archived")))?;
    let mut config: Map<String, Value> = stored(&row)?;
    for block in BLOCKS {
        if let Some(value) = config.remove(block) {
            body.insert(block.to_owned(), value);
        }
    }
    Ok(())
}

/// As [`expand`], for an update: what the saved configuration does not say is said by nobody any more.
pub(crate) async fn expand_update(app: &App, body: &mut Map<String, Value>) -> Result<(), ApiError> {
    let named = body.get("experimental").and_then(|experimental| experimental.get("session_config_id"));
    if named.is_none_or(Value::is_null) {
        return Ok(());
    }
    expand(app, body).await?;
    for block in BLOCKS {
        body.entry(block).or_insert(Value::Null);
    }
    Ok(())
}

/// The configuration as text, if sessions can have it.
fn checked(config: Map<String, Value>) -> Result<String, ApiError> {
    if let Some(other) = config.keys().find(|key| !BLOCKS.contains(&key.as_str())) {
        let problem = format_args!("expected {}", BLOCKS.join(", "));
        return Err(ApiError::invalid(&format!("payload.config.{other}"), problem));
    }
    let text = serde_json::to_string(&config).map_err(|error| ApiError::internal(&error))?;
    let _: SessionConfig = parse("payload.config", Value::Object(config))?;
    Ok(text)
}

fn check_name(name: &str) -> Result<(), ApiError> {
    if (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control) {
        return Ok(());
    }
    Err(ApiError::invalid("payload.name", format_args!("expected 1 to {LONGEST_NAME} characters")))
}

async fn write(app: &App, row: &SessionConfigRow) -> Result<Value, ApiError> {
    if !app.store.write_session_config(row).await? {
        let message = format!("A session config is already called '{}'", row.name);
        return Err(ApiError::new(StatusCode::CONFLICT, 10409, "HTTP_Conflict", message));
    }
    item(row)
}

async fn existing(app: &App, id: &str) -> Result<SessionConfigRow, ApiError> {
    app.store.session_config(id).await?.ok_or_else(|| not_found(id))
}

fn stored(row: &SessionConfigRow) -> Result<Map<String, Value>, ApiError> {
    serde_json::from_str(&row.config).map_err(|error| ApiError::internal(&error))
}

fn summary(row: &SessionConfigRow) -> Value {
    json!({
        "id": row.id,
        "name": row.name,
        "archived": row.is_archived,
        "created_at": iso(row.created_at),
        "updated_at": iso(row.updated_at),
    })
}

fn item(row: &SessionConfigRow) -> Result<Value, ApiError> {
    let mut item = summary(row);
    item["description"] = json!(row.description);
    item["config"] = stored(row)?.into();
    Ok(item)
}

fn not_found(id: &str) -> ApiError {
    ApiError::not_found(format!("Session config {id} not found"))
}
