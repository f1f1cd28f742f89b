use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tool_router_core::limits::MAX_TOOLS_PAGE;

use super::Session;
use super::live::Live;
use crate::Reply;
use crate::client::{Items, Request, items};
use crate::error::Error;
use crate::model::ToolList;

/// A tool that a session lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ToolInfo {
    /// The slug, to [execute](Session::execute_named) it by.
    pub slug: String,
    /// The display name.
    #[serde(default)]
    pub name: String,
    /// What it does, for a model.
    #[serde(default)]
    pub description: String,
    /// The toolkit that it belongs to.
    #[serde(default)]
    pub toolkit: ToolkitName,
    /// The JSON Schema of its arguments.
    #[serde(default)]
    pub input_parameters: Value,
    /// The JSON Schema of its data.
    #[serde(default)]
    pub output_parameters: Value,
    /// Whether it works without an account.
    #[serde(default)]
    pub no_auth: bool,
    /// Its version.
    #[serde(default)]
    pub version: Option<String>,
    /// Hints about its effects: `readOnlyHint`, `destructiveHint` …
    #[serde(default)]
    pub tags: Vec<String>,
    /// Whether it is deprecated.
    #[serde(default)]
    pub is_deprecated: bool,
}

impl ToolInfo {
    /// Makes a tool of this slug, with nothing said about it.
    #[must_use]
    pub fn new(slug: impl Into<String>) -> Self {
        Self {
            slug: slug.into(),
            name: String::new(),
            description: String::new(),
            toolkit: ToolkitName::default(),
            input_parameters: Value::Null,
            output_parameters: Value::Null,
            no_auth: false,
            version: None,
            tags: Vec::new(),
            is_deprecated: false,
        }
    }
}

/// The toolkit that a tool belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ToolkitName {
    /// The slug.
    pub slug: String,
    /// The display name.
    pub name: String,
    /// The URL of its logo.
    pub logo: Option<String>,
}

impl ToolkitName {
    /// Makes the name of a toolkit of this slug.
    #[must_use]
    pub fn new(slug: impl Into<String>) -> Self {
        Self { slug: slug.into(), ..Self::default() }
    }
}

/// A list of a session's tools; await it for all of them, or ask for its [`items`](Self::items).
#[must_use = "nothing is fetched until this is awaited, or its items are asked for"]
pub struct ToolsRequest {
    pub(super) live: Arc<Live>,
}

impl<S> Session<S> {
    /// Lists the tools to give to the model from the start: the router's own, and the preloaded ones.
    ///
    /// The session reaches more tools than these; the model finds them with `COMPOSIO_SEARCH_TOOLS`. The program's own tools come
    /// last: all of them, but for those that say `preload = false`.
    ///
    /// Awaited, it is a [`ToolList`], which gives what the APIs of models take:
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>,
    /// # ) -> Result<(), tool_router::Error> {
    /// use serde_json::json;
    ///
    /// let tools = session.tools().await?;
    /// for tool in &tools {
    ///     println!("{}: {}", tool.slug, tool.description);
    /// }
    /// let body = json!({ "model": "gpt-5.2", "messages": [], "tools": tools.openai() });
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The [errors of every request](crate::error#errors-of-every-request), for each page.
    pub fn tools(&self) -> ToolsRequest {
        ToolsRequest { live: Arc::clone(&self.live) }
    }
}

impl ToolsRequest {
    /// The tools, one after the other, fetched page by page.
    pub fn items(self) -> Items<ToolInfo> {
        let Self { live } = self;
        let request = Request::get(&live.path("tools")).query("limit", MAX_TOOLS_PAGE.to_string());
        items(live.router.clone(), request, "a page of tools").and(live.custom.listed())
    }
}

impl IntoFuture for ToolsRequest {
    type Output = Result<ToolList, Error>;
    type IntoFuture = Reply<ToolList>;

    /// All tools, fetched page by page.
    fn into_future(self) -> Self::IntoFuture {
        Reply::new(async move { self.live.tools().await })
    }
}

impl Live {
    /// Lists the tools, and keeps what they are called.
    pub(super) async fn tools(self: &Arc<Self>) -> Result<ToolList, Error> {
        let tools = ToolsRequest { live: Arc::clone(self) }.items().all().await?;
        let tools = ToolList::new(tools);
        self.listed.set(&tools);
        Ok(tools)
    }
}

impl fmt::Debug for ToolsRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ToolsRequest").field("session", &self.live.id).finish()
    }
}
