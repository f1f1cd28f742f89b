//! `connected_accounts`: making, listing, reading, changing and deleting accounts.

mod change;
mod connect;
mod secret;
pub(crate) mod sharing;

use axum::{
    Json,
    extract::{Path, State},
};
use serde::Deserialize;
use serde_json::{Value, json};

pub(crate) use self::change::{set_status, update};
pub(crate) use self::connect::{complete_auth, create, link, refresh, revoke};
use super::{
    api_error::ApiError,
    credentials::{Scheme, entered},
    paging::{Keyed, Page, PageSize},
    request::{Params, list as split},
    state::App,
    store::{Account, AccountFilter, AccountOrder, Status},
    time::iso,
    toolkit::LocalToolkit,
    word_id,
};

const SIZE: PageSize = PageSize { default: 20, max: 100 };

/// `GET /api/v3.1/connected_accounts/{id}`
pub(crate) async fn retrieve(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    Ok(Json(item(&app, &existing(&app, &id).await?)))
}

/// `DELETE /api/v3.1/connected_accounts/{id}`: here in any case, and at the provider if it can be reached.
pub(crate) async fn delete(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    let account = existing(&app, &id).await?;
    if !app.store.delete_account(&id).await? {
        return Err(not_found(&id));
    }
    app.changes.announce(&account.user_id);
    app.revoke(&account).await;
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

/// Which accounts to list: those of a single user, shared ones, or both.
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
        account_types: match query.account_type {
            AccountType::Private => vec!["PRIVATE".to_owned()],
            AccountType::Shared => vec!["SHARED".to_owned()],
            AccountType::All => Vec::new(),
        },
        statuses: split(query.statuses.as_deref()),
    };
    let page = Keyed::read(SIZE, query.limit, query.cursor.as_deref())?;
    let order = AccountOrder {
        by_update: matches!(query.order_by, OrderBy::UpdatedAt),
        descending: matches!(query.order_direction, OrderDirection::Desc),
    };
    let total = app.store.count_accounts(&filter).await?;
    let listed = app.store.list_accounts(&filter, order, page.after, page.to_read()).await?;
    let items = listed.iter().map(|listed| (listed.key(order), item(&app, &listed.account)));
    Ok(Json(page.page(items.collect(), total)))
}

fn item(app: &App, account: &Account) -> Value {
    let config = app.auth_configs.get(&account.auth_config_id);
    let scheme = scheme(app, account);
    let mut item = json!({
        "id": account.id,
        "word_id": word_id::of(account),
        "user_id": account.user_id,
        "status": account.status,
        "status_reason": account.status_reason,
        "is_disabled": account.status == Status::Inactive,
        "toolkit": { "slug": account.toolkit },
        "auth_config": auth_config(app, account),
        "authScheme": scheme,
        "created_at": iso(account.created_at),
        "updated_at": iso(account.updated_at),
        "state": { "authScheme": scheme, "val": val(app, account) },
        "data": {},
        "params": {},
        "experimental": sharing::of(account),
    });
    item["auth_config"]["is_disabled"] = config.is_some_and(|config| !config.is_enabled()).into();
    if let Some(alias) = &account.alias {
        item["alias"] = alias.clone().into();
    }
    item
}

/// The state of a connection. Official clients read the state only if it has the secrets of the scheme, so these are there, and
/// hidden.
fn val(app: &App, account: &Account) -> Value {
    let mut val = json!({ "status": account.status });
    if account.status == Status::Initiated {
        val["redirectUrl"] = "REDACTED".into();
    }
    if matches!(account.status, Status::Active | Status::Inactive) {
        let fields = match toolkit_of(app, account).ok().map(entered) {
            Some(Some(credentials)) => credentials.fields(),
            _ => &["access_token"],
        };
        fields.iter().for_each(|field| val[*field] = "REDACTED".into());
    }
    val
}

/// What an account was connected with.
pub(crate) fn auth_config(app: &App, account: &Account) -> Value {
    let scheme = scheme(app, account);
    let config = app.auth_configs.get(&account.auth_config_id);
    let is_managed = config.map_or(scheme == Scheme::OAuth2, |config| config.is_managed(scheme));
    json!({ "id": account.auth_config_id, "auth_scheme": scheme, "is_composio_managed": is_managed })
}

/// The auth scheme of an account. One of a toolkit that is no longer served was one of OAuth, as most are.
fn scheme(app: &App, account: &Account) -> Scheme {
    toolkit_of(app, account).map_or(Scheme::OAuth2, Scheme::of)
}

fn toolkit_of<'a>(app: &'a App, account: &Account) -> Result<&'a dyn LocalToolkit, ApiError> {
    let toolkit = app.registered.toolkit(&account.toolkit);
    let unserved = || ApiError::refused(format!("Toolkit '{}' is not served by this router", account.toolkit));
    toolkit.map(AsRef::as_ref).ok_or_else(unserved)
}

async fn existing(app: &App, id: &str) -> Result<Account, ApiError> {
    app.store.account(id).await?.ok_or_else(|| not_found(id))
}

fn not_found(id: &str) -> ApiError {
    ApiError::not_found(format!("Connected account {id} not found"))
}
