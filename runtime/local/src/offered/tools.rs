use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::Value;

use super::SIZE;
use crate::{
    api_error::ApiError,
    paging::{Page, page},
    registered::Found,
    request::{Params, list as split},
    search::Index,
    sessions::tools::item,
    state::App,
};

/// The query of `GET /api/v3.1/tools`.
///
/// Other parameters have no effect here: each tool has one version, none is deprecated or has a price, and there are
/// too few to mark some as important.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Query {
    toolkit_slug: Option<String>,
    tool_slugs: Option<String>,
    auth_config_ids: Option<String>,
    tags: Option<String>,
    scopes: Option<String>,
    query: Option<String>,
    search: Option<String>,
    #[serde(rename = "important")]
    _important: Option<bool>,
    #[serde(rename = "include_deprecated")]
    _include_deprecated: Option<bool>,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// `GET /api/v3.1/tools`
pub(crate) async fn list(State(app): State<App>, Params(query): Params<Query>) -> Result<Json<Page<Value>>, ApiError> {
    let filter = Filter::new(&query);
    let mut tools: Vec<_> = app.registered.tools().filter(|found| filter.takes(&app, found)).collect();
    if filter.slugs.is_empty() {
        for text in [&query.query, &query.search].into_iter().flatten().filter(|text| !text.trim().is_empty()) {
            tools = Index::new(tools).rank(text, "");
        }
    }
    Ok(Json(page(tools.into_iter().map(item), SIZE, query.limit, query.cursor.as_deref())?))
}

/// The lists of a query. An empty list matches everything.
struct Filter {
    slugs: Vec<String>,
    toolkits: Vec<String>,
    auth_configs: Vec<String>,
    tags: Vec<String>,
    scopes: Vec<String>,
}

impl Filter {
    fn new(query: &Query) -> Self {
        Self {
            slugs: split(query.tool_slugs.as_deref()),
            toolkits: split(query.toolkit_slug.as_deref()),
            auth_configs: split(query.auth_config_ids.as_deref()),
            tags: split(query.tags.as_deref()),
            scopes: split(query.scopes.as_deref()),
        }
    }

    fn takes(&self, app: &App, found: &Found<'_>) -> bool {
        // Named tools are returned whatever the other filters are.
        if !self.slugs.is_empty() {
            return self.slugs.iter().any(|slug| slug.eq_ignore_ascii_case(&found.tool.slug));
        }
        let toolkit = found.toolkit.slug();
        any(&self.toolkits, |slug| slug.eq_ignore_ascii_case(toolkit))
            && any(&self.auth_configs, |id| {
                app.auth_configs
                    .get(id)
                    .is_some_and(|config| config.toolkit == toolkit && config.allows(&found.tool.slug))
            })
            && any(&self.tags, |tag| found.tool.tags.iter().any(|has| has.as_str() == tag))
            && any(&self.scopes, |scope| found.tool.scopes.contains(scope))
    }
}

fn any(wanted: &[String], fits: impl Fn(&String) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(fits)
}

/// `GET /api/v3.1/tools/enum`
pub(crate) async fn slugs(State(app): State<App>) -> Json<Vec<String>> {
    Json(app.registered.tools().map(|found| found.tool.slug.clone()).collect())
}
