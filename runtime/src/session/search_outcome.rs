use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The result of a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SearchOutcome {
    /// Whether the search succeeded.
    pub success: bool,
    /// Why the search failed.
    #[serde(default)]
    pub error: Option<String>,
    /// One result for each use case.
    pub results: Vec<SearchResult>,
    /// Whether the toolkits in the results are connected.
    #[serde(default)]
    pub toolkit_connection_statuses: Vec<ToolkitConnection>,
    /// The schemas of the tools in the results, by their slugs.
    #[serde(default)]
    pub tool_schemas: BTreeMap<String, ToolSchema>,
    /// What the agent should do next.
    #[serde(default)]
    pub next_steps_guidance: Vec<String>,
}

impl SearchOutcome {
    /// Makes a search that succeeded with these results, e.g. for a test.
    #[must_use]
    pub fn new(results: impl IntoIterator<Item = SearchResult>) -> Self {
        Self {
            success: true,
            error: None,
            results: results.into_iter().collect(),
            toolkit_connection_statuses: Vec::new(),
            tool_schemas: BTreeMap::new(),
            next_steps_guidance: Vec::new(),
        }
    }
}

/// The tools for one use case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SearchResult {
    /// The position of the use case in the search, from 1.
    #[serde(default)]
    pub index: usize,
    /// The use case.
    #[serde(default)]
    pub use_case: String,
    /// The tools that serve it best.
    #[serde(default)]
    pub primary_tool_slugs: Vec<String>,
    /// Tools that may be needed together with them.
    #[serde(default)]
    pub related_tool_slugs: Vec<String>,
    /// The toolkits of these tools.
    #[serde(default)]
    pub toolkits: Vec<String>,
    /// How to proceed.
    #[serde(default)]
    pub execution_guidance: Option<String>,
    /// Steps that worked before.
    #[serde(default)]
    pub recommended_plan_steps: Vec<String>,
    /// Mistakes made before.
    #[serde(default)]
    pub known_pitfalls: Vec<String>,
    /// Why nothing was found.
    #[serde(default)]
    pub error: Option<String>,
}

impl SearchResult {
    /// Makes the first result of a search, for this use case and with these tools, e.g. for a test.
    #[must_use]
    pub fn new(use_case: impl Into<String>, tools: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            index: 1,
            use_case: use_case.into(),
            primary_tool_slugs: tools.into_iter().map(Into::into).collect(),
            related_tool_slugs: Vec::new(),
            toolkits: Vec::new(),
            execution_guidance: None,
            recommended_plan_steps: Vec::new(),
            known_pitfalls: Vec::new(),
            error: None,
        }
    }
}

/// Whether a toolkit is connected.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ToolkitConnection {
    /// The toolkit's slug.
    pub toolkit: String,
    /// What the toolkit is for.
    #[serde(default)]
    pub description: String,
    /// Whether its tools can run.
    #[serde(default)]
    pub has_active_connection: bool,
    /// The connection status in words, for a model.
    #[serde(default)]
    pub status_message: String,
}

impl ToolkitConnection {
    /// Makes the state of a toolkit, by its slug, e.g. for a test.
    #[must_use]
    pub fn new(toolkit: impl Into<String>, has_active_connection: bool) -> Self {
        Self {
            toolkit: toolkit.into(),
            description: String::new(),
            has_active_connection,
            status_message: String::new(),
        }
    }
}

/// The schemas of a tool's arguments and data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ToolSchema {
    /// The toolkit's slug.
    #[serde(default)]
    pub toolkit: String,
    /// The tool's slug.
    pub tool_slug: String,
    /// What it does.
    #[serde(default)]
    pub description: Option<String>,
    /// The JSON Schema of its arguments.
    #[serde(default)]
    pub input_schema: Option<Value>,
    /// The JSON Schema of its data.
    #[serde(default)]
    pub output_schema: Option<Value>,
    /// Whether the schemas are complete; if not, `COMPOSIO_GET_TOOL_SCHEMAS` returns the rest.
    #[serde(default, rename = "hasFullSchema")]
    pub has_full_schema: Option<bool>,
}

impl ToolSchema {
    /// Makes the schema of a tool, by its slug, with nothing in it.
    #[must_use]
    pub fn new(tool_slug: impl Into<String>) -> Self {
        Self {
            toolkit: String::new(),
            tool_slug: tool_slug.into(),
            description: None,
            input_schema: None,
            output_schema: None,
            has_full_schema: None,
        }
    }
}
