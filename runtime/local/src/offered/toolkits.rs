use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{SIZE, search_text};
use crate::{
    api_error::ApiError,
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
    limit: Option<usize>,
    cursor: Option<String>,
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
    /// Whether only native toolkits without a category are requested; all toolkits of the embedded router are native.
    fn asks_for_native(&self) -> bool {
        let native = match (self.r#type, self.managed_by) {
            (Some(provenance), _) => !matches!(provenance, Provenance::Custom),
            (None, Some(managed_by)) => !matches!(managed_by, ManagedBy::Project),
            (None, None) => true,
        };
        native && self.category.as_ref().is_none_or(String::is_empty)
    }
}

/// `GET /api/v3.1/toolkits`
pub(crate) async fn list(State(app): State<App>, Params(query): Params<Query>) -> Result<Json<Page<Value>>, ApiError> {
    let search = search_text(query.search.as_deref())?;
    let mut toolkits: Vec<&dyn LocalToolkit> = match query.asks_for_native() {
        true => app.registered.toolkits().map(AsRef::as_ref).collect(),
        false => Vec::new(),
    };
    toolkits.retain(|toolkit| matches(*toolkit, &search));
    if query.sort_by == SortBy::Alphabetically {
        toolkits.sort_by_key(|toolkit| toolkit.name().to_lowercase());
    }
    let since = iso(app.started);
    let items = toolkits.into_iter().map(|toolkit| item(toolkit, &since));
    Ok(Json(page(items, SIZE, query.limit, query.cursor.as_deref())?))
}

/// A toolkit that has existed `since` the router was started.
fn item(toolkit: &dyn LocalToolkit, since: &str) -> Value {
    let no_auth = toolkit.auth().is_none();
    let managed: &[&str] = if no_auth { &[] } else { &["OAUTH2"] };
    json!({
        "slug": toolkit.slug(),
        "name": toolkit.name(),
        "type": "native",
        "no_auth": no_auth,
        "auth_schemes": if no_auth { &["NO_AUTH"] } else { managed },
        "composio_managed_auth_schemes": managed,
        "is_local_toolkit": false,
        "deprecated": { "toolkitId": toolkit.slug() },
        "meta": {
            "description": toolkit.description(),
            "logo": toolkit.logo(),
            "categories": [],
            "tools_count": toolkit.tools().len(),
            "triggers_count": 0,
            "version": VERSION,
            "created_at": since,
            "updated_at": since,
        },
    })
}
