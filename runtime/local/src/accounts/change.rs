//! Changing accounts: their alias, their credentials, who may use them, and whether they are enabled.

use axum::{
    Json,
    extract::{Path, State},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    existing,
    secret::read_secret,
    sharing::{AclChange, only_for_shared},
};
use crate::{
    api_error::ApiError,
    connections::taken_alias,
    credentials::Scheme,
    request::Body,
    state::App,
    store::{Account, AccountType, Status},
};

/// The body of `PATCH /api/v3.1/connected_accounts/{id}/status`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Enabled {
    enabled: bool,
}

/// `PATCH /api/v3.1/connected_accounts/{id}/status`
pub(crate) async fn set_status(
    State(app): State<App>,
    Path(id): Path<String>,
    Body(Enabled { enabled }): Body<Enabled>,
) -> Result<Json<Value>, ApiError> {
    let account = existing(&app, &id).await?;
    let config = app.auth_configs.get(&account.auth_config_id);
    if enabled && config.is_some_and(|config| !config.is_enabled()) {
        return Err(ApiError::refused(format!("Auth config {} is disabled", account.auth_config_id)));
    }
    if !app.store.set_enabled(&id, enabled).await? {
        let change = if enabled { "enabled" } else { "disabled" };
        return Err(ApiError::refused(format!("Connected account {id} is not connected: it cannot be {change}")));
    }
    app.changes.announce(&account.user_id);
    Ok(Json(json!({ "success": true })))
}

/// The body of `PATCH /api/v3.1/connected_accounts/{id}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Update {
    /// Empty to remove it.
    alias: Option<String>,
    connection: Option<Connection>,
    experimental: Option<Experimental>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Connection {
    state: Entered,
}

/// New credentials. Not `Debug`: they are secret.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entered {
    #[serde(rename = "authScheme", alias = "auth_scheme")]
    scheme: String,
    val: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Experimental {
    acl_config_for_shared: AclChange,
}

/// `PATCH /api/v3.1/connected_accounts/{id}`
pub(crate) async fn update(
    State(app): State<App>,
    Path(id): Path<String>,
    Body(update): Body<Update>,
) -> Result<Json<Value>, ApiError> {
    let account = existing(&app, &id).await?;
    let acl = update.experimental.map(|experimental| experimental.acl_config_for_shared);
    if update.alias.is_none() && update.connection.is_none() && acl.as_ref().is_none_or(AclChange::is_empty) {
        return Err(ApiError::invalid("payload", "expected `alias`, `connection` or `experimental`"));
    }
    // Everything is checked before anything is written.
    if let Some(alias) = &update.alias {
        super::check_alias(alias)?;
    }
    let acl = match acl {
        Some(_) if account.account_type == AccountType::Private => return Err(only_for_shared()),
        Some(change) => Some(change.apply(account.acl.clone(), "payload.experimental")?),
        None => None,
    };
    let secret = match update.connection {
        Some(Connection { state }) => Some(secret(&app, &account, state)?),
        None => None,
    };
    if let Some(alias) = &update.alias {
        let alias = Some(alias.as_str()).filter(|alias| !alias.is_empty());
        if !app.store.rename_account(&id, alias).await? {
            return Err(taken_alias(&account.toolkit, alias.unwrap_or_default()));
        }
    }
    if let Some(acl) = &acl {
        app.store.set_acl(&id, acl).await?;
        app.changes.announce_all();
    }
    if let Some(sealed) = &secret {
        if !app.store.replace_secret(&id, sealed).await? {
            return Err(ApiError::refused(format!("Connected account {id} is not connected: it has no credentials")));
        }
        app.changes.announce(&account.user_id);
    }
    let status = existing(&app, &id).await?.status;
    Ok(Json(json!({ "id": id, "status": status, "success": true })))
}

/// The new credentials of an account, sealed.
fn secret(app: &App, account: &Account, state: Entered) -> Result<Vec<u8>, ApiError> {
    let toolkit = super::toolkit_of(app, account)?;
    let scheme = Scheme::of(toolkit);
    if state.scheme != scheme.as_str() {
        let problem = format_args!("the account has the auth scheme {}", scheme.as_str());
        return Err(ApiError::invalid("payload.connection.state.authScheme", problem));
    }
    if account.status == Status::Initiated {
        return Err(ApiError::refused(format!("Connected account {} is not connected yet", account.id)));
    }
    let place = "payload.connection.state.val";
    match toolkit.credentials().filter(|_| scheme != Scheme::OAuth2) {
        Some(credentials) => Ok(app.vault.seal(&account.id, &read_secret(credentials, &state.val, place)?)?),
        None => Err(ApiError::refused("The tokens of an OAuth account are renewed, and not entered")),
    }
}
