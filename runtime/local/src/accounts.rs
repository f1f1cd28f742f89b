//! `connected_accounts`: listing, reading, changing and deleting accounts.

use axum::{
    Json,
    extract::{Path, State},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    api_error::ApiError,
    connections::taken_alias,
    paging::{Keyed, Page, PageSize},
    request::{Body, Params, list as split},
    state::App,
    store::{Account, AccountFilter, AccountOrder, Status},
    time::iso,
    word_id,
};

const SIZE: PageSize = PageSize { default: 20, max: 100 };

/// `GET /api/v3.1/connected_accounts/{id}`
pub(crate) async fn retrieve(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    match app.store.account(&id).await? {
        Some(account) => Ok(Json(item(&account))),
        None => Err(not_found(&id)),
    }
}

/// `DELETE /api/v3.1/connected_accounts/{id}`: here in any case, and at the provider if it can be reached.
pub(crate) async fn delete(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    let account = app.store.account(&id).await?.ok_or_else(|| not_found(&id))?;
    if !app.store.delete_account(&id).await? {
        return Err(not_found(&id));
    }
    app.changes.announce(&account.user_id);
    app.revoke(&account).await;
    Ok(Json(json!({ "success": true })))
}

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
    let account = app.store.account(&id).await?.ok_or_else(|| not_found(&id))?;
    if !app.store.set_enabled(&id, enabled).await? {
        let change = if enabled { "enabled" } else { "disabled" };
        return Err(ApiError::refused(format!("Connected account {id} is not connected: it cannot be {change}")));
    }
    app.changes.announce(&account.user_id);
    Ok(Json(json!({ "success": true })))
}

/// The body of `PATCH /api/v3.1/connected_accounts/{id}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Update {
    /// Empty to remove it.
    alias: String,
}

/// `PATCH /api/v3.1/connected_accounts/{id}`
pub(crate) async fn update(
    State(app): State<App>,
    Path(id): Path<String>,
    Body(Update { alias }): Body<Update>,
) -> Result<Json<Value>, ApiError> {
    let account = app.store.account(&id).await?.ok_or_else(|| not_found(&id))?;
    check_alias(&alias)?;
    let alias = Some(alias.as_str()).filter(|alias| !alias.is_empty());
    if !app.store.rename_account(&id, alias).await? {
        return Err(taken_alias(&account.toolkit, alias.unwrap_or_default()));
    }
    Ok(Json(json!({ "success": true })))
}

/// Whether an account can be called by this name, which agents and users are shown.
pub(crate) fn check_alias(alias: &str) -> Result<(), ApiError> {
    if alias.chars().any(char::is_control) {
        return Err(ApiError::invalid("payload.alias", "it has control characters"));
    }
    Ok(())
}

/// The query of `GET /api/v3.1/connected_accounts`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Query {
    connected_account_ids: Option<String>,
    user_ids: Option<String>,
    toolkit_slugs: Option<String>,
    auth_config_ids: Option<String>,
    statuses: Option<String>,
    account_type: AccountType,
    order_by: OrderBy,
    order_direction: OrderDirection,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// The embedded router has private accounts only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum AccountType {
    #[default]
    Private,
    Shared,
    All,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum OrderBy {
    #[default]
    CreatedAt,
    UpdatedAt,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum OrderDirection {
    Asc,
    #[default]
    Desc,
}

/// `GET /api/v3.1/connected_accounts`
pub(crate) async fn list(State(app): State<App>, Params(query): Params<Query>) -> Result<Json<Page<Value>>, ApiError> {
    let filter = AccountFilter {
        ids: split(query.connected_account_ids.as_deref()),
        user_ids: split(query.user_ids.as_deref()),
        toolkits: split(query.toolkit_slugs.as_deref()),
        auth_config_ids: split(query.auth_config_ids.as_deref()),
        statuses: split(query.statuses.as_deref()),
    };
    let page = Keyed::read(SIZE, query.limit, query.cursor.as_deref())?;
    if query.account_type == AccountType::Shared {
        return Ok(Json(page.page(Vec::new(), 0)));
    }
    let order = AccountOrder {
        by_update: matches!(query.order_by, OrderBy::UpdatedAt),
        descending: matches!(query.order_direction, OrderDirection::Desc),
    };
    let total = app.store.count_accounts(&filter).await?;
    let listed = app.store.list_accounts(&filter, order, page.after, page.to_read()).await?;
    let items = listed.iter().map(|listed| (listed.key(order), item(&listed.account)));
    Ok(Json(page.page(items.collect(), total)))
}

fn item(account: &Account) -> Value {
    let mut item = json!({
        "id": account.id,
        "user_id": account.user_id,
        "status": account.status,
        "status_reason": account.status_reason,
        "is_disabled": account.status == Status::Inactive,
        "toolkit": { "slug": account.toolkit },
        "word_id": word_id::of(account),
        "auth_config": auth_config(account),
        "created_at": iso(account.created_at),
        "updated_at": iso(account.updated_at),
        "state": { "authScheme": "OAUTH2", "val": { "status": account.status } },
        "data": {},
        "params": {},
    });
    item["auth_config"]["is_disabled"] = false.into();
    if let Some(alias) = &account.alias {
        item["alias"] = alias.clone().into();
    }
    item
}

/// What an account was connected with.
pub(crate) fn auth_config(account: &Account) -> Value {
    json!({ "id": account.auth_config_id, "auth_scheme": "OAUTH2", "is_composio_managed": true })
}

fn not_found(id: &str) -> ApiError {
    ApiError::not_found(format!("Connected account {id} not found"))
}
