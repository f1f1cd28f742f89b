use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use crate::ToolRouter;
use crate::client::{Items, Request, awaits_all, items};

/// How many toolkits a page has; the API allows up to 1000.
const PAGE: &str = "500";

/// A list of a router's toolkits; await it for all of them, or ask for its [`items`](Self::items).
#[must_use = "nothing is fetched until this is awaited, or its items are asked for"]
pub struct RouterToolkitsRequest {
    router: ToolRouter,
    search: Option<String>,
    category: Option<String>,
    include_deprecated: bool,
}

/// A toolkit, as a router offers it to every user.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RouterToolkit {
    /// The slug.
    pub slug: String,
    /// The display name.
    #[serde(default)]
    pub name: String,
    /// Whether its tools work without an account.
    #[serde(default, deserialize_with = "null_is_default")]
    pub no_auth: bool,
    /// The supported authentication schemes: `OAUTH2`, `API_KEY` …
    #[serde(default, deserialize_with = "null_is_default")]
    pub auth_schemes: Vec<String>,
    /// The authentication schemes for which the router has its own credentials.
    #[serde(default, deserialize_with = "null_is_default")]
    pub composio_managed_auth_schemes: Vec<String>,
    /// Its logo, description and categories.
    #[serde(default)]
    pub meta: RouterToolkitMeta,
}

impl RouterToolkit {
    /// Makes a toolkit of this slug, with nothing else said about it.
    #[must_use]
    pub fn new(slug: impl Into<String>) -> Self {
        Self {
            slug: slug.into(),
            name: String::new(),
            no_auth: false,
            auth_schemes: Vec::new(),
            composio_managed_auth_schemes: Vec::new(),
            meta: RouterToolkitMeta::default(),
        }
    }
}

/// Descriptive data about a toolkit that a router offers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct RouterToolkitMeta {
    /// The URL of its logo.
    pub logo: Option<String>,
    /// What the toolkit is for.
    pub description: Option<String>,
    /// The URL of the service itself.
    pub app_url: Option<String>,
    /// The categories that it is listed in.
    #[serde(deserialize_with = "null_is_default")]
    pub categories: Vec<ToolkitCategory>,
    /// Its version.
    pub version: Option<String>,
}

/// A category of toolkits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ToolkitCategory {
    /// The id, to [request](RouterToolkitsRequest::category) its toolkits by.
    pub id: String,
    /// The display name.
    #[serde(default)]
    pub name: String,
}

impl ToolkitCategory {
    /// Makes a category.
    #[must_use]
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into() }
    }
}

impl ToolRouter {
    /// Requests the toolkits that the router offers. Whether a user has connected one is known only to a
    /// [session](crate::Session::toolkits).
    ///
    /// ```no_run
    /// # async fn example(router: tool_router::ToolRouter) -> Result<(), tool_router::Error> {
    /// for toolkit in router.toolkits().search("mail").await? {
    ///     println!("{}: {}", toolkit.slug, toolkit.meta.description.unwrap_or_default());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The [errors of every request](crate::error#errors-of-every-request), for each page.
    pub fn toolkits(&self) -> RouterToolkitsRequest {
        RouterToolkitsRequest { router: self.clone(), search: None, category: None, include_deprecated: false }
    }
}

impl fmt::Debug for RouterToolkitsRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RouterToolkitsRequest")
            .field("search", &self.search)
            .field("category", &self.category)
            .field("include_deprecated", &self.include_deprecated)
            .finish_non_exhaustive()
    }
}

awaits_all!(RouterToolkitsRequest => RouterToolkit);

impl RouterToolkitsRequest {
    /// Limits the list to toolkits with this text in their slug, name or description; at least three characters.
    pub fn search(mut self, text: impl Into<String>) -> Self {
        self.search = Some(text.into());
        self
    }

    /// Limits the list to this category, by its id or its name.
    pub fn category(mut self, category: impl Into<String>) -> Self {
        self.category = Some(category.into());
        self
    }

    /// Includes deprecated toolkits. By default they are left out.
    pub fn include_deprecated(mut self, include: bool) -> Self {
        self.include_deprecated = include;
        self
    }

    /// The toolkits, fetched page by page.
    pub fn items(self) -> Items<RouterToolkit> {
        let request = Request::get(&["toolkits"])
            .query("limit", PAGE)
            .query_opt("search", self.search)
            .query_opt("category", self.category)
            .query_opt("include_deprecated", self.include_deprecated.then_some("true"));
        items(self.router, request, "a page of toolkits")
    }
}

/// The API writes `null` here for what it does not know.
fn null_is_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}
