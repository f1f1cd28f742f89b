//! Execution of a toolkit's tool for a user, outside of a session.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    outcome::{Ending, Outcome},
    run::Prepared,
};
use crate::{
    api_error::ApiError,
    credentials::needs_account,
    random,
    request::Body,
    state::App,
    store::{Account, AccountType, Session, Status, Wanted},
    toolkit::LocalToolkit,
};

/// The user of a request that names none.
const DEFAULT_USER: &str = "default";

/// The body of `POST /api/v3.1/tools/execute/{slug}`.
///
/// A tool has one version here, so that the version has no effect.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DirectRequest {
    connected_account_id: Option<String>,
    user_id: Option<String>,
    /// The older name of `user_id`.
    entity_id: Option<String>,
    arguments: Option<Map<String, Value>>,
    text: Option<String>,
    custom_auth_params: Option<Value>,
    custom_connection_data: Option<Value>,
    #[serde(rename = "version")]
    _version: Option<String>,
    #[serde(rename = "allow_tracing")]
    _allow_tracing: Option<bool>,
}

/// `POST /api/v3.1/tools/execute/{slug}`
pub(crate) async fn execute(
    State(app): State<App>,
    Path(slug): Path<String>,
    Body(request): Body<DirectRequest>,
) -> Result<Json<Value>, ApiError> {
    let found = app.registered.tool(&slug).ok_or_else(|| ApiError::not_found(format!("Tool {slug} not found")))?;
    for (field, is_given) in [
        ("text", request.text.as_ref().is_some_and(|text| !text.is_empty())),
        ("custom_auth_params", request.custom_auth_params.is_some()),
        ("custom_connection_data", request.custom_connection_data.is_some()),
    ] {
        if is_given {
            let problem = "this router runs tools with `arguments`, on connected accounts";
            return Err(ApiError::invalid(&format!("payload.{field}"), problem));
        }
    }
    let user = request.user_id.or(request.entity_id).filter(|user| !user.is_empty());
    let toolkit = found.toolkit.as_ref();
    let account = match needs_account(toolkit) {
        true => Some(account(&app, toolkit, user.as_deref(), request.connected_account_id.as_deref()).await?),
        false => None,
    };
    if let Some(account) = &account {
        app.check_auth_config(account, &found.tool.slug)?;
    }
    let session = Session::none(user.unwrap_or_else(|| DEFAULT_USER.to_owned()));
    let prepared = Prepared::direct(&app, &session, found, account);
    let outcome = Outcome::of(prepared.run(&request.arguments.unwrap_or_default()).await)?;
    let (data, error) = match outcome.ending() {
        Ending::Completed(data) => (data, None),
        Ending::Failed(error) => (json!({}), Some(error)),
        Ending::InputRequired(_) => return Err(ApiError::refused("The tool asks for an approval")),
    };
    let log_id = random::id("log")?;
    let successful = error.is_none();
    Ok(Json(json!({
        "data": data,
        "error": error,
        "successful": successful,
        "log_id": log_id,
        "session_info": null,
    })))
}

/// `POST /api/v3.1/tools/execute/proxy`
pub(crate) async fn proxy() -> ApiError {
    let error = ApiError::not_found("This router serves proxied calls in sessions alone");
    error.suggest("Call POST /tool_router/session/{id}/proxy_execute.")
}

/// The account that a call names, or else the latest one that its user has connected.
async fn account(
    app: &App,
    toolkit: &dyn LocalToolkit,
    user: Option<&str>,
    named: Option<&str>,
) -> Result<Account, ApiError> {
    let slug = toolkit.slug();
    let found = match named.filter(|id| !id.is_empty()) {
        Some(id) => {
            let account = app.store.account(id).await?;
            let fits = |account: &Account| {
                account.toolkit == slug
                    && match account.account_type {
                        AccountType::Private => user.is_none_or(|user| account.user_id == user),
                        AccountType::Shared => account.is_usable_by(user.unwrap_or(DEFAULT_USER)),
                    }
            };
            account.filter(fits)
        }
        None => {
            let wanted = Wanted { toolkit: slug, auth_config: None, ids: None };
            let accounts = app.store.deciding_accounts(user.unwrap_or(DEFAULT_USER), &[wanted]).await?;
            accounts.into_iter().find(|account| account.status == Status::Active)
        }
    };
    let whose = match (named, user) {
        (Some(id), _) => format!("with the id {id} "),
        (None, user) => format!("for user {} ", user.unwrap_or(DEFAULT_USER)),
    };
    let error = |code, slug: &'static str, message: String| {
        let error = ApiError::new(StatusCode::BAD_REQUEST, code, slug, message);
        error.suggest("Connect one with POST /connected_accounts/link.")
    };
    match found {
        Some(account) if account.status == Status::Active => Ok(account),
        Some(account) => {
            let message = format!("Connected account {} is not active", account.id);
            Err(error(1803, "ActionExecute_ConnectedAccountNotFound", message))
        }
        None => {
            let message = format!("No connected account found {whose}for toolkit {slug}");
            Err(error(1803, "ActionExecute_ConnectedAccountNotFound", message))
        }
    }
}
