use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{SIZE, one::category_id, search_text};
use crate::{
    api_error::ApiError,
    credentials::Scheme,
    paging::{Page, page},
    request::Params,
    sessions::{toolkits::matches, tools::VERSION},
    state::App,
    time::iso,
    toolkit::LocalToolkit,
};

/// The query of `GET /api/v3.1/toolkits`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Query {
    category: Option<String>,
    managed_by: Option<ManagedBy>,
    r#type: Option<Provenance>,
    sort_by: SortBy,
    search: Option<String>,
    /// Ignored: no toolkit is deprecated.
    #[serde(rename = "include_deprecated")]
    _include_deprecated: Option<bool>,
    pub(super) limit: Option<usize>,
    pub(super) cursor: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ManagedBy {
    Composio,
    Project,
    All,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Provenance {
    Native,
    Custom,
    All,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SortBy {
    /// The order of registration, because usage is not counted.
    #[default]
    Usage,
    Alphabetically,
}

impl Query {
    /// Whether native toolkits are requested; all toolkits of the embedded router are native.
    fn asks_for_native(&self) -> bool {
        match (self.r#type, self.managed_by) {
            (Some(provenance), _) => !matches!(provenance, Provenance::Custom),
            (None, Some(managed_by)) => !matches!(managed_by, ManagedBy::Project),
            (None, None) => true,
        }
    }

    fn is_in_category(&self, toolkit: &dyn LocalToolkit) -> bool {
        let wanted = self.category.as_deref().filter(|category| !category.is_empty());
        wanted
            .is_none_or(|wanted| toolkit.categories().iter().any(|name| category_id(name).eq_ignore_ascii_case(wanted)))
    }
}

/// `GET /api/v3.1/toolkits`
pub(crate) async fn list(State(app): State<App>, Params(query): Params<Query>) -> Result<Json<Page<Value>>, ApiError> {
    Ok(Json(page(items(&app, &query, |_| true)?, SIZE, query.limit, query.cursor.as_deref())?))
}

/// The toolkits that a query and `is_asked` ask for.
pub(super) fn items(
    app: &App,
    query: &Query,
    is_asked: impl Fn(&dyn LocalToolkit) -> bool,
) -> Result<Vec<Value>, ApiError> {
    let search = search_text(query.search.as_deref())?;
    let mut toolkits: Vec<&dyn LocalToolkit> = match query.asks_for_native() {
        true => app.registered.toolkits().map(AsRef::as_ref).collect(),
        false => Vec::new(),
    };
    toolkits.retain(|toolkit| matches(*toolkit, &search) && query.is_in_category(*toolkit) && is_asked(*toolkit));
    if query.sort_by == SortBy::Alphabetically {
        toolkits.sort_by_key(|toolkit| toolkit.name().to_lowercase());
    }
    let since = iso(app.started);
    Ok(toolkits.into_iter().map(|toolkit| item(toolkit, &since)).collect())
}

/// A toolkit that has existed `since` the router was started.
fn item(toolkit: &dyn LocalToolkit, since: &str) -> Value {
    let scheme = Scheme::of(toolkit);
    let managed: &[Scheme] = if scheme == Scheme::OAuth2 { &[Scheme::OAuth2] } else { &[] };
    let categories: Vec<_> =
        toolkit.categories().iter().map(|name| json!({ "id": category_id(name), "name": name })).collect();
    json!({
        "slug": toolkit.slug(),
        "name": toolkit.name(),
        "type": "native",
        "no_auth": scheme == Scheme::NoAuth,
        "auth_schemes": [scheme],
        "composio_managed_auth_schemes": managed,
        "is_local_toolkit": false,
        "deprecated": { "toolkitId": toolkit.slug() },
        "meta": {
            "description": toolkit.description(),
            "logo": toolkit.logo(),
            "categories": categories,
            "tools_count": toolkit.tools().len(),
            "triggers_count": 0,
            "version": VERSION,
            "created_at": since,
            "updated_at": since,
        },
    })
}
