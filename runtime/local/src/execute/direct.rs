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
    let given = |user: &String| !user.is_empty();
    let user_id = request.user_id.filter(given).or(request.entity_id.filter(given));
    let selector = AccountSelector { connected_account_id: request.connected_account_id, user_id };
    let toolkit = found.toolkit.as_ref();
    let account = match needs_account(toolkit) {
        true => Some(account(&app, toolkit, &selector).await?),
        false => None,
    };
    if let Some(account) = &account {
        app.check_auth_config(account, &found.tool.slug)?;
    }
    let session = Session::none(selector.user_id.unwrap_or_else(|| DEFAULT_USER.to_owned()));
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

/// `POST /api/v3.1/tools/execute/{slug}/input`
pub(crate) async fn input() -> ApiError {
    let error = ApiError::not_found("Arguments are made of text by a model, which this router does not have");
    error.suggest("Let your model call the tool, and send its `arguments`.")
}

/// Which account a call uses. Clients send an empty text for "not given".
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AccountSelector {
    connected_account_id: Option<String>,
    user_id: Option<String>,
}

impl AccountSelector {
    /// The account that it names.
    pub(crate) fn account(&self) -> Option<&str> {
        self.connected_account_id.as_deref().filter(|id| !id.is_empty())
    }

    fn user(&self) -> Option<&str> {
        self.user_id.as_deref().filter(|user| !user.is_empty())
    }
}

/// The account that a call names, or else the latest one that its user has connected.
pub(crate) async fn account(
    app: &App,
    toolkit: &dyn LocalToolkit,
    selector: &AccountSelector,
) -> Result<Account, ApiError> {
    let (user, named) = (selector.user(), selector.account());
    let slug = toolkit.slug();
    let found = match named {
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
    match found {
        Some(account) if account.status == Status::Active => Ok(account),
        Some(account) => Err(no_account(format!("Connected account {} is not active", account.id))),
        None => {
            let whose = match named {
                Some(id) => format!("with the id {id}"),
                None => format!("for user {}", user.unwrap_or(DEFAULT_USER)),
            };
            Err(no_account(format!("No connected account found {whose} for toolkit {slug}")))
        }
    }
}

/// The answer to a call that there is no account for.
pub(crate) fn no_account(message: String) -> ApiError {
    let slug = "ActionExecute_ConnectedAccountNotFound";
    let error = ApiError::new(StatusCode::BAD_REQUEST, 1803, slug, message);
    error.suggest("Connect one with POST /connected_accounts/link.")
}
