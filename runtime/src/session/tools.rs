use serde::Deserialize;
use serde_json::Value;
use tool_router_core::limits::MAX_TOOLS_PAGE;

use super::Session;
use crate::client::{Items, Request, items};
use crate::spec::SessionSpec;

/// A tool that a session lists.
#[derive(Clone, Debug, PartialEq, Deserialize)]
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

/// The toolkit that a tool belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
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

impl<S: SessionSpec> Session<S> {
    /// Lists the tools to give to the model from the start: the router's own, and the preloaded ones.
    ///
    /// The session reaches more tools than these; the model finds them with `COMPOSIO_SEARCH_TOOLS`. Preloaded custom
    /// tools come last.
    pub fn tools(&self) -> Items<ToolInfo> {
        let request = Request::get(&self.live.path("tools")).query("limit", MAX_TOOLS_PAGE.to_string());
        items(self.live.router.clone(), request, "a page of tools").and(self.live.preloaded_custom_tools())
    }
}
