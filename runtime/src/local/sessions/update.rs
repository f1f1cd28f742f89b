use axum::{Json, extract::State, http::StatusCode};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    SessionResponse,
    create::{check, read_config, rename_premium_usage},
};
use crate::{
    config::StoredConfig,
    local::{
        api_error::ApiError,
        paging::{Page, PageSize, page},
        request::{Body, Origin, Params},
        state::App,
        store::{ConfigVersion, Session},
        time::iso,
    },
};

const SIZE: PageSize = PageSize { default: 20, max: 100 };

/// Blocks of which an update may give some fields and leave the others as they are.
const MERGED: [&str; 4] = ["manage_connections", "workbench", "multi_account", "experimental"];

/// `PATCH /{id}`
pub(crate) async fn update(
    State(app): State<App>,
    session: Session,
    origin: Origin,
    Body(mut body): Body<Map<String, Value>>,
) -> Result<SessionResponse, ApiError> {
    let expected = match body.remove("expected_config_version") {
        None => session.config_version,
        Some(version) => version.as_i64().filter(|version| *version >= 1).ok_or_else(|| {
            ApiError::invalid("payload.expected_config_version", "expected a whole number of at least 1")
        })?,
    };
    if expected != session.config_version {
        return Err(conflict(&session));
    }
    rename_premium_usage(&mut body)?;
    let stored = serde_json::to_value(&session.config).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let Value::Object(mut config) = stored else {
        return Err(sqlx::Error::Encode("a configuration is an object".into()).into());
    };
    for (block, value) in body {
        apply(&mut config, &block, value)?;
    }
    let config = read_config(config)?;
    if config == session.config {
        return Ok(SessionResponse::new(&session, &origin));
    }
    check(&app, &session.user_id, &config).await?;
    if !app.store.update_session(&session, &config).await? {
        return Err(conflict(&session));
    }
    let config_version = session.config_version + 1;
    Ok(SessionResponse::new(&Session { config, config_version, ..session }, &origin))
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
            "config": StoredConfig::new(&session.user_id, &config),
            "is_current": version == session.config_version,
        })
    };
    let versions = app.store.config_history(&session.id).await?;
    Ok(Json(page(versions.into_iter().map(item), SIZE, query.limit, query.cursor.as_deref())?))
}

/// Puts one block of an update into a configuration; `null` takes the block away.
fn apply(config: &mut Map<String, Value>, block: &str, value: Value) -> Result<(), ApiError> {
    let fields = match value {
        Value::Null if block == "instant" => {
            return Err(ApiError::invalid("payload.instant", "expected false or an object"));
        }
        Value::Null => {
            config.remove(block);
            return Ok(());
        }
        Value::Object(fields) if block == "instant" || MERGED.contains(&block) => fields,
        value => {
            config.insert(block.to_owned(), value);
            return Ok(());
        }
    };
    let turns_off = fields.get("enable") == Some(&Value::Bool(false));
    let merged = config.entry(block).or_insert_with(|| json!({}));
    if !merged.is_object() || (block == "multi_account" && turns_off) {
        *merged = json!({});
    }
    for (field, value) in fields {
        match (merged.as_object_mut(), value) {
            (Some(merged), Value::Null) => drop(merged.remove(&field)),
            (Some(merged), value) => drop(merged.insert(field, value)),
            (None, _) => {}
        }
    }
    Ok(())
}

fn conflict(session: &Session) -> ApiError {
    let message =
        format!("The session's configuration has changed: it is at version {} or later", session.config_version);
    let error = ApiError::new(StatusCode::CONFLICT, 10409, "HTTP_Conflict", message);
    error.suggest("Read the session again and repeat the update if it still applies.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn updated(config: Value, update: Value) -> Value {
        let (Value::Object(mut config), Value::Object(update)) = (config, update) else { panic!("objects") };
        for (block, value) in update {
            apply(&mut config, &block, value).unwrap();
        }
        config.into()
    }

    #[test]
    fn null_takes_a_block_away_and_others_replace_or_merge() {
        let config = json!({ "toolkits": { "enable": ["gmail"] }, "tags": { "enable": ["readOnlyHint"] } });
        let update = json!({ "toolkits": null, "tags": { "disable": ["destructiveHint"] } });
        assert_eq!(updated(config, update), json!({ "tags": { "disable": ["destructiveHint"] } }));
        let config = json!({ "manage_connections": { "enable": true, "callback_url": "https://example.com" } });
        let update = json!({ "manage_connections": { "callback_url": null, "enable_wait_for_connections": true } });
        let expected = json!({ "manage_connections": { "enable": true, "enable_wait_for_connections": true } });
        assert_eq!(updated(config, update), expected);
    }

    #[test]
    fn several_accounts_turned_off_lose_their_settings() {
        let config = json!({ "multi_account": { "enable": true, "max_accounts_per_toolkit": 3 } });
        let update = json!({ "multi_account": { "enable": false } });
        assert_eq!(updated(config, update), json!({ "multi_account": { "enable": false } }));
    }

    #[test]
    fn instant_is_turned_on_again_by_any_object() {
        let update = json!({ "instant": { "return_instant_charge": true } });
        assert_eq!(updated(json!({ "instant": false }), update.clone()), update);
        assert!(apply(&mut Map::new(), "instant", Value::Null).is_err());
    }
}
