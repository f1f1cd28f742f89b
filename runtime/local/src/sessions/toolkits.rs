use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::{Value, json};
use tool_router_core::limits::MAX_TOOLKITS_PAGE;

use crate::{
    access,
    accounts::auth_config,
    api_error::ApiError,
    connections::Accounts,
    credentials::needs_account,
    paging::{Page, PageSize, page},
    request::{Params, list as split},
    state::App,
    store::{Account, Session, Status},
    time::iso,
    toolkit::LocalToolkit,
};

const SIZE: PageSize = PageSize { default: 20, max: MAX_TOOLKITS_PAGE };

/// The query of `GET /{id}/toolkits`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Query {
    limit: Option<usize>,
    cursor: Option<String>,
    toolkits: Option<String>,
    is_connected: Option<bool>,
    search: Option<String>,
}

/// `GET /{id}/toolkits`
pub(crate) async fn list(
    State(app): State<App>,
    session: Session,
    Params(query): Params<Query>,
) -> Result<Json<Page<Value>>, ApiError> {
    let wanted = split(query.toolkits.as_deref());
    let search = query.search.as_deref().unwrap_or_default().to_lowercase();
    let asked = app.registered.toolkits().map(AsRef::as_ref).filter(|toolkit| {
        // Explicitly named toolkits are listed even if the session cannot reach them.
        let is_asked = match wanted.as_slice() {
            [] => access::check_toolkit(&session.config, toolkit.slug()).is_ok(),
            wanted => wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(toolkit.slug())),
        };
        is_asked && matches(*toolkit, &search)
    });
    let asked: Vec<&dyn LocalToolkit> = asked.collect();
    let slugs: Vec<_> = asked.iter().map(|toolkit| toolkit.slug()).collect();
    let accounts = Accounts::of_each(&app, &session, &slugs).await?;
    let mut items = Vec::new();
    for (toolkit, accounts) in asked.into_iter().zip(&accounts) {
        let account = accounts.current();
        let is_connected = !needs_account(toolkit) || account.is_some_and(|account| account.status == Status::Active);
        if query.is_connected.is_none_or(|wanted| wanted == is_connected) {
            let reachable = access::check_toolkit(&session.config, toolkit.slug()).is_ok();
            items.push(item(&app, toolkit, reachable, account));
        }
    }
    Ok(Json(page(items, SIZE, query.limit, query.cursor.as_deref())?))
}

/// Whether a toolkit's texts contain `search`, which is in lower case.
pub(crate) fn matches(toolkit: &dyn LocalToolkit, search: &str) -> bool {
    [toolkit.slug(), toolkit.name(), toolkit.description()].iter().any(|text| text.to_lowercase().contains(search))
}

fn item(app: &App, toolkit: &dyn LocalToolkit, enabled: bool, account: Option<&Account>) -> Value {
    let schemes: &[&str] = if toolkit.auth().is_some() { &["OAUTH2"] } else { &[] };
    json!({
        "slug": toolkit.slug(),
        "name": toolkit.name(),
        "enabled": enabled,
        "is_no_auth": !needs_account(toolkit),
        "composio_managed_auth_schemes": schemes,
        "meta": { "logo": toolkit.logo(), "description": toolkit.description() },
        "connected_account": account.map(|account| json!({
            "id": account.id,
            "user_id": account.user_id,
            "status": account.status,
            "created_at": iso(account.created_at),
            "auth_config": auth_config(app, account),
        })),
    })
}
