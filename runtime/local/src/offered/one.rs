//! One toolkit, several by their slugs, and the categories of all.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, State},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{SIZE, toolkits};
use crate::{
    api_error::ApiError,
    credentials::{Scheme, entered},
    paging::{Page, PageSize, page},
    request::{Body, Params},
    sessions::tools::VERSION,
    state::App,
    time::iso,
    toolkit::LocalToolkit,
};

/// `GET /api/v3.1/toolkits/{slug}`
pub(crate) async fn retrieve(State(app): State<App>, Path(slug): Path<String>) -> Result<Json<Value>, ApiError> {
    let toolkit = app.registered.toolkit(&slug).ok_or_else(|| {
        let error = ApiError::not_found(format!("Toolkit {slug} not found"));
        error.suggest(format!("This router serves: {}.", app.registered.slugs()))
    })?;
    Ok(Json(detailed(toolkit.as_ref(), &iso(app.started))))
}

fn detailed(toolkit: &dyn LocalToolkit, since: &str) -> Value {
    let scheme = Scheme::of(toolkit);
    let managed = scheme == Scheme::OAuth2;
    let scopes = toolkit.auth().map_or(&[][..], |endpoints| &endpoints.scopes);
    let categories: Vec<_> =
        toolkit.categories().iter().map(|name| json!({ "slug": category_id(name), "name": name })).collect();
    let details = match scheme {
        Scheme::NoAuth => Vec::new(),
        scheme => vec![json!({
            "name": toolkit.name(),
            "mode": scheme,
            "required_scopes": [],
            "fields": {
                "auth_config_creation": creation_fields(scheme),
                "connected_account_initiation": { "required": entered_fields(toolkit), "optional": [] },
            },
        })],
    };
    let mut described = json!({
        "slug": toolkit.slug(),
        "name": toolkit.name(),
        "type": "native",
        "enabled": true,
        "is_local_toolkit": false,
        "auth_config_details": details,
        "composio_managed_auth": if managed { json!([{ "mode": scheme, "scopes": { "available": scopes } }]) } else { json!([]) },
        "composio_managed_auth_schemes": if managed { json!([scheme]) } else { json!([]) },
        "deprecated": { "toolkitId": toolkit.slug(), "rawProxyInfoByAuthSchemes": [] },
        "meta": {
            "description": toolkit.description(),
            "logo": toolkit.logo(),
            "categories": categories,
            "tools_count": toolkit.tools().len(),
            "triggers_count": 0,
            "version": VERSION,
            "available_versions": [VERSION],
            "created_at": since,
            "updated_at": since,
        },
    });
    if let Some(url) = toolkit.proxy_base() {
        described["base_url"] = url.as_str().into();
    }
    described
}

/// What an auth config of one's own is made with.
fn creation_fields(scheme: Scheme) -> Value {
    let client = |name: &str, display: &str, description: &str, is_secret: bool, required: bool| {
        field(name, display, description, is_secret, required)
    };
    match scheme {
        Scheme::OAuth2 => json!({
            "required": [client("client_id", "Client id", "The id of your OAuth client.", false, true)],
            "optional": [
                client("client_secret", "Client secret", "The secret of your OAuth client.", true, false),
                client("scopes", "Scopes", "The scopes to ask for.", false, false),
            ],
        }),
        _ => json!({ "required": [], "optional": [] }),
    }
}

/// What a user enters.
fn entered_fields(toolkit: &dyn LocalToolkit) -> Vec<Value> {
    let Some(credentials) = entered(toolkit) else { return Vec::new() };
    let hint = credentials.hint_text().unwrap_or_default();
    let labels = credentials.labels().iter();
    credentials
        .fields()
        .iter()
        .zip(labels)
        .map(|(name, label)| field(name, label, hint, *name != "username", true))
        .collect()
}

fn field(name: &str, display: &str, description: &str, is_secret: bool, required: bool) -> Value {
    json!({
        "name": name,
        "displayName": display,
        "description": description,
        "type": "string",
        "is_secret": is_secret,
        "required": required,
        "user_visible": true,
        "default": null,
    })
}

/// The identifier of a category: `collaboration-&-communication`.
pub(super) fn category_id(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-")
}

/// The query of `GET /api/v3.1/toolkits/categories`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CategoriesQuery {
    limit: Option<usize>,
    cursor: Option<String>,
}

/// Clients read all categories at once.
const CATEGORIES: PageSize = PageSize { default: 1000, max: 1000 };

/// `GET /api/v3.1/toolkits/categories`: those that a toolkit has.
pub(crate) async fn categories(
    State(app): State<App>,
    Params(query): Params<CategoriesQuery>,
) -> Result<Json<Page<Value>>, ApiError> {
    let names = app.registered.toolkits().flat_map(|toolkit| toolkit.categories().iter().copied());
    let by_id: BTreeMap<String, &str> = names.map(|name| (category_id(name), name)).collect();
    let items = by_id.into_iter().map(|(id, name)| json!({ "id": id, "name": name }));
    Ok(Json(page(items, CATEGORIES, query.limit, query.cursor.as_deref())?))
}

/// `GET /api/v3.1/toolkits/changelog`: a toolkit has one version here.
pub(crate) async fn changelog(State(app): State<App>) -> Json<Value> {
    let item = |toolkit: &dyn LocalToolkit| {
        json!({
            "slug": toolkit.slug(),
            "name": toolkit.slug(),
            "display_name": toolkit.name(),
            "versions": [{ "version": VERSION, "changelog": "" }],
        })
    };
    let items: Vec<Value> = app.registered.toolkits().map(|toolkit| item(toolkit.as_ref())).collect();
    Json(json!({ "items": items }))
}

/// The body of `POST /api/v3.1/toolkits/multi`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Several {
    toolkits: Option<Vec<String>>,
    #[serde(flatten)]
    query: toolkits::Query,
}

/// `POST /api/v3.1/toolkits/multi`
pub(crate) async fn several(
    State(app): State<App>,
    Body(Several { toolkits, query }): Body<Several>,
) -> Result<Json<Page<Value>>, ApiError> {
    let is_named = |toolkit: &dyn LocalToolkit| {
        toolkits.as_ref().is_none_or(|slugs| slugs.iter().any(|slug| slug.eq_ignore_ascii_case(toolkit.slug())))
    };
    let items = toolkits::items(&app, &query, is_named)?;
    Ok(Json(page(items, SIZE, query.limit, query.cursor.as_deref())?))
}
