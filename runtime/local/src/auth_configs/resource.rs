//! `auth_configs`: making, listing, reading, changing and deleting them.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    AuthConfig, Settings,
    change::{Change, change},
};
use crate::{
    api_error::ApiError,
    credentials::{Scheme, entered, needs_account},
    limits,
    paging::{Page, PageSize, page},
    random,
    request::{Body, Params, list as split},
    state::App,
    store::now,
    time::iso,
    toolkit::LocalToolkit,
};

const SIZE: PageSize = PageSize { default: 20, max: 1000 };

/// The body of `POST /api/v3.1/auth_configs`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Create {
    toolkit: Toolkit,
    #[serde(default)]
    auth_config: Option<New>,
}

#[derive(Debug, Deserialize)]
struct Toolkit {
    slug: String,
}

#[derive(Debug, Deserialize)]
struct New {
    #[serde(rename = "type")]
    kind: NewKind,
    #[serde(rename = "authScheme", alias = "auth_scheme")]
    scheme: Option<String>,
    #[serde(flatten)]
    change: Change,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum NewKind {
    UseComposioManagedAuth,
    UseCustomAuth,
}

/// The body of `PATCH /api/v3.1/auth_configs/{id}`.
#[derive(Debug, Deserialize)]
pub(crate) struct Update {
    #[serde(rename = "type")]
    kind: Kind,
    #[serde(flatten)]
    change: Change,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Default,
    Custom,
}

/// `POST /api/v3.1/auth_configs`
pub(crate) async fn create(
    State(app): State<App>,
    Body(body): Body<Create>,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    let slug = &body.toolkit.slug;
    let toolkit = app.registered.toolkit(slug).ok_or_else(|| {
        let error = ApiError::not_found(format!("Toolkit {slug} not found"));
        error.suggest(format!("This router serves: {}.", app.registered.slugs()))
    })?;
    let toolkit = toolkit.as_ref();
    let scheme = Scheme::of(toolkit);
    if !needs_account(toolkit) {
        let message = format!("Toolkit '{}' needs no authentication", toolkit.slug());
        return Err(ApiError::new(StatusCode::BAD_REQUEST, 4326, "ToolRouterV2_ToolkitsIsNoAuth", message));
    }
    let new = body.auth_config.unwrap_or(New {
        kind: NewKind::UseComposioManagedAuth,
        scheme: None,
        change: Change::default(),
    });
    let is_custom = new.kind == NewKind::UseCustomAuth;
    if !is_custom && scheme != Scheme::OAuth2 {
        let message =
            format!("Toolkit '{}' has no managed authentication: its users enter credentials", toolkit.slug());
        let error = ApiError::new(StatusCode::BAD_REQUEST, 4308, "ToolRouterV2_NoManagedAuth", message);
        return Err(error.suggest(format!("Use use_custom_auth with authScheme {}.", scheme.as_str())));
    }
    if is_custom && new.scheme.as_deref() != Some(scheme.as_str()) {
        let problem = format_args!("toolkit {} has the auth scheme {}", toolkit.slug(), scheme.as_str());
        return Err(ApiError::invalid("payload.auth_config.authScheme", problem));
    }
    let _changing = app.auth_configs.changing.lock().await;
    if app.auth_configs.all().len() >= limits::AUTH_CONFIGS {
        return Err(ApiError::refused(format!("This router holds {} auth configs at most", limits::AUTH_CONFIGS)));
    }
    let (id, made) = (random::id("ac")?, now());
    let settings = Settings::named(format!("{} {}", toolkit.slug(), &id[id.len() - 6..]));
    let config = AuthConfig {
        id,
        toolkit: toolkit.slug().to_owned(),
        settings,
        client_secret: None,
        created_at: made,
        updated_at: made,
    };
    let config = change(&app, toolkit, config, new.change, "payload.auth_config", is_custom)?;
    if is_custom && scheme == Scheme::OAuth2 && config.settings.client_id.is_none() {
        return Err(ApiError::invalid("payload.auth_config.credentials", "client_id is missing"));
    }
    app.store.write_auth_config(&config.stored()?, None).await?;
    let config = app.auth_configs.put(config);
    let answer = json!({
        "toolkit": { "slug": config.toolkit },
        "auth_config": {
            "id": config.id,
            "auth_scheme": scheme,
            "is_composio_managed": config.is_managed(scheme),
            "restrict_to_following_tools": config.settings.tools,
        },
    });
    Ok((StatusCode::CREATED, Json(answer)))
}

/// `PATCH /api/v3.1/auth_configs/{id}`
pub(crate) async fn update(
    State(app): State<App>,
    Path(id): Path<String>,
    Body(update): Body<Update>,
) -> Result<Json<Value>, ApiError> {
    let _changing = app.auth_configs.changing.lock().await;
    let config = app.auth_configs.get(&id).ok_or_else(|| not_found(&id))?;
    let toolkit = served(&app, &config)?;
    let is_custom = kind(&config, toolkit) == Kind::Custom;
    if (update.kind == Kind::Custom) != is_custom {
        let has = if is_custom { "custom" } else { "default" };
        return Err(ApiError::invalid("payload.type", format_args!("auth config {id} is of the type {has}")));
    }
    let mut config = change(&app, toolkit, (*config).clone(), update.change, "payload", is_custom)?;
    config.updated_at = now();
    app.store.write_auth_config(&config.stored()?, None).await?;
    app.auth_configs.put(config);
    Ok(Json(json!({ "success": true, "message": "The auth config is updated." })))
}

/// `PATCH /api/v3.1/auth_configs/{id}/{status}`: `ENABLED` or `DISABLED`, which its accounts are as well.
pub(crate) async fn set_status(
    State(app): State<App>,
    Path((id, status)): Path<(String, String)>,
) -> Result<Json<Value>, ApiError> {
    let enabled = match status.as_str() {
        "ENABLED" => true,
        "DISABLED" => false,
        _ => return Err(ApiError::invalid("path.status", "expected ENABLED or DISABLED")),
    };
    let _changing = app.auth_configs.changing.lock().await;
    let config = app.auth_configs.get(&id).ok_or_else(|| not_found(&id))?;
    let mut config = (*config).clone();
    config.settings.is_enabled = enabled;
    config.updated_at = now();
    let users = app.store.write_auth_config(&config.stored()?, Some(enabled)).await?;
    app.auth_configs.put(config);
    users.iter().for_each(|user| app.changes.announce(user));
    let done = if enabled { "enabled" } else { "disabled" };
    Ok(Json(json!({ "success": true, "message": format!("The auth config is {done}.") })))
}

/// `DELETE /api/v3.1/auth_configs/{id}`: with its accounts.
pub(crate) async fn delete(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    let _changing = app.auth_configs.changing.lock().await;
    let config = app.auth_configs.get(&id).ok_or_else(|| not_found(&id))?;
    if config.is_default() {
        let message = format!("Auth config {id} belongs to the toolkit {} and cannot be deleted", config.toolkit);
        return Err(ApiError::refused(message).suggest("Disable it."));
    }
    let accounts = app.store.delete_auth_config(&id).await?;
    // While it is still known: its client is the one that revokes.
    for account in &accounts {
        app.changes.announce(&account.user_id);
        app.revoke(account).await;
    }
    app.auth_configs.remove(&id);
    Ok(Json(json!({ "success": true, "message": "The auth config is deleted." })))
}

/// `GET /api/v3.1/auth_configs/{id}`
pub(crate) async fn retrieve(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    let config = app.auth_configs.get(&id).ok_or_else(|| not_found(&id))?;
    Ok(Json(item(&app, &config).await?))
}

/// The query of `GET /api/v3.1/auth_configs`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Query {
    is_composio_managed: Option<bool>,
    toolkit_slug: Option<String>,
    show_disabled: Option<bool>,
    search: Option<String>,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// `GET /api/v3.1/auth_configs`: the latest first.
pub(crate) async fn list(State(app): State<App>, Params(query): Params<Query>) -> Result<Json<Page<Value>>, ApiError> {
    let toolkits = split(query.toolkit_slug.as_deref());
    let search = query.search.unwrap_or_default().to_lowercase();
    let mut configs = app.auth_configs.all();
    configs.retain(|config| {
        let managed =
            app.registered.toolkit(&config.toolkit).map(|toolkit| config.is_managed(Scheme::of(toolkit.as_ref())));
        let names = [&config.id, &config.settings.name];
        managed.is_some_and(|managed| query.is_composio_managed.is_none_or(|wanted| wanted == managed))
            && (toolkits.is_empty() || toolkits.iter().any(|slug| slug.eq_ignore_ascii_case(&config.toolkit)))
            && (config.settings.is_enabled || query.show_disabled == Some(true))
            && names.iter().any(|name| name.to_lowercase().contains(&search))
    });
    configs.sort_by_key(|config| std::cmp::Reverse(config.created_at));
    let listed = page(configs, SIZE, query.limit, query.cursor.as_deref())?;
    let mut items = Vec::new();
    for config in &listed.items {
        items.push(item(&app, config).await?);
    }
    Ok(Json(Page {
        items,
        next_cursor: listed.next_cursor,
        total_pages: listed.total_pages,
        current_page: listed.current_page,
        total_items: listed.total_items,
    }))
}

async fn item(app: &App, config: &AuthConfig) -> Result<Value, ApiError> {
    let toolkit = served(app, config)?;
    let scheme = Scheme::of(toolkit);
    let endpoints = app.endpoints(toolkit, &config.id)?;
    let mut credentials = json!({});
    if let Some(endpoints) = &endpoints {
        credentials["scopes"] = json!(endpoints.scopes);
        if let Some(client_id) = &config.settings.client_id {
            credentials["client_id"] = json!(client_id);
            credentials["client_secret"] = json!(config.client_secret.as_ref().map(|_| "REDACTED"));
        }
    }
    let fields = entered(toolkit).map_or(&[][..], |credentials| credentials.fields());
    Ok(json!({
        "id": config.id,
        "uuid": config.id,
        "name": config.settings.name,
        "type": if kind(config, toolkit) == Kind::Custom { "custom" } else { "default" },
        "toolkit": { "slug": config.toolkit, "logo": toolkit.logo() },
        "auth_scheme": scheme,
        "is_composio_managed": config.is_managed(scheme),
        "is_enabled_for_tool_router": config.settings.for_sessions,
        "status": if config.settings.is_enabled { "ENABLED" } else { "DISABLED" },
        "no_of_connections": app.store.count_connections(&config.id).await?,
        "credentials": credentials,
        "expected_input_fields": fields.iter().map(|name| json!({ "name": name, "required": true })).collect::<Vec<_>>(),
        "restrict_to_following_tools": config.settings.tools,
        "tool_access_config": {
            "tools_for_connected_account_creation": config.settings.tools_for_connecting,
            "tools_available_for_execution": config.settings.tools,
        },
        "created_at": iso(config.created_at),
        "last_updated_at": iso(config.updated_at),
    }))
}

fn kind(config: &AuthConfig, toolkit: &dyn LocalToolkit) -> Kind {
    if config.is_managed(Scheme::of(toolkit)) { Kind::Default } else { Kind::Custom }
}

fn served<'a>(app: &'a App, config: &AuthConfig) -> Result<&'a dyn LocalToolkit, ApiError> {
    let toolkit = app.registered.toolkit(&config.toolkit);
    toolkit.map(AsRef::as_ref).ok_or_else(|| not_found(&config.id))
}

fn not_found(id: &str) -> ApiError {
    ApiError::not_found(format!("Auth config {id} not found"))
}
