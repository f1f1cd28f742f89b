use axum::{Json, extract::State, http::StatusCode};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tool_router_core::config::{ConfigPatch, SessionConfig};
use tool_router_core::limits::MAX_HISTORY_PAGE;

use super::{
    SessionResponse,
    create::{check, check_limits, rename_premium_usage},
    experimental, response, served, slugs,
};
use crate::{
    api_error::ApiError,
    paging::{Keyed, Page, PageSize},
    request::{Body, Origin, Params, parse, stored_session},
    session_configs,
    state::App,
    store::{ConfigVersion, Session},
    time::iso,
};

const SIZE: PageSize = PageSize { default: 20, max: MAX_HISTORY_PAGE };

/// `PATCH /{id}`
///
/// An update without a version applies to any version: if another update was faster, it applies to the result of that
/// one.
pub(crate) async fn update(
    State(app): State<App>,
    mut session: Session,
    origin: Origin,
    Body(mut body): Body<Map<String, Value>>,
) -> Result<SessionResponse, ApiError> {
    session_configs::expand_update(&app, &mut body).await?;
    let (expected, patch) = read(body)?;
    loop {
        if expected.is_some_and(|expected| expected != session.config_version) {
            return Err(conflict(&session));
        }
        let config = applied(&patch, session.config.clone())?;
        if config == session.config {
            return Ok(SessionResponse::new(&session, &origin));
        }
        served::check(&app, &config, Some(&session.config))?;
        check(&app, &session.user_id, &config).await?;
        if app.store.update_session(&session, &config).await? {
            app.mcp.changed(&session.id);
            let config_version = session.config_version + 1;
            return Ok(SessionResponse::new(&Session { config, config_version, ..session }, &origin));
        }
        session = stored_session(&app, &session.id).await?;
    }
}

/// The version that an update is for, if it names one, and what it changes.
fn read(mut body: Map<String, Value>) -> Result<(Option<i64>, ConfigPatch), ApiError> {
    let expected = body.remove("expected_config_version").map(version).transpose()?;
    rename_premium_usage(&mut body)?;
    experimental::check_update(&body)?;
    Ok((expected, parse("payload", Value::Object(body))?))
}

/// What an update makes of a configuration.
fn applied(patch: &ConfigPatch, config: SessionConfig) -> Result<SessionConfig, ApiError> {
    let mut config = patch.clone().apply(config).map_err(|error| {
        let place = format!("payload.{}", error.place);
        ApiError::invalid(&place, error.problem)
    })?;
    check_limits(&config)?;
    slugs::normalize(&mut config)?;
    Ok(config)
}

/// What the body of an update makes of a configuration.
#[cfg(any(test, fuzzing))]
pub(crate) fn changed(body: Map<String, Value>, config: SessionConfig) -> Result<SessionConfig, ApiError> {
    let (_, patch) = read(body)?;
    applied(&patch, config)
}

fn version(version: Value) -> Result<i64, ApiError> {
    version
        .as_i64()
        .filter(|version| *version >= 1)
        .ok_or_else(|| ApiError::invalid("payload.expected_config_version", "expected a whole number of at least 1"))
}

/// The query of `GET /{id}/config_history`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Query {
    limit: Option<usize>,
    cursor: Option<String>,
}

/// `GET /{id}/config_history`
pub(crate) async fn history(
    State(app): State<App>,
    session: Session,
    Params(query): Params<Query>,
) -> Result<Json<Page<Value>>, ApiError> {
    let item = |ConfigVersion { version, config, created_at }: ConfigVersion| {
        json!({
            "version": version,
            "created_at": iso(created_at),
            "config": response::config(&session.user_id, &config),
            "is_current": version == session.config_version,
        })
    };
    let page = Keyed::read(SIZE, query.limit, query.cursor.as_deref())?;
    let total = app.store.count_configs(&session.id).await?;
    let versions = app.store.config_history(&session.id, page.after.map(|[version]| version), page.to_read()).await?;
    let items = versions.into_iter().map(|version| ([version.version], item(version)));
    Ok(Json(page.page(items.collect(), total)))
}

fn conflict(session: &Session) -> ApiError {
    let message =
        format!("The session's configuration has changed: it is at version {} or later", session.config_version);
    let error = ApiError::new(StatusCode::CONFLICT, 10409, "HTTP_Conflict", message);
    error.suggest("Read the session again and repeat the update if it still applies.")
}
