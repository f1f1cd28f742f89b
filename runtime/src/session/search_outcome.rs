use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// What a search found.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct SearchOutcome {
    /// Whether the search succeeded.
    pub success: bool,
    /// Why it did not.
    #[serde(default)]
    pub error: Option<String>,
    /// A result for each use case.
    pub results: Vec<SearchResult>,
    /// Which of the toolkits in the results are connected.
    #[serde(default)]
    pub toolkit_connection_statuses: Vec<ToolkitConnection>,
    /// The arguments of the tools in the results, by their slugs.
    #[serde(default)]
    pub tool_schemas: BTreeMap<String, ToolSchema>,
    /// What the agent should do next.
    #[serde(default)]
    pub next_steps_guidance: Vec<String>,
}

/// The tools for one use case.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct SearchResult {
    /// The use case's place in the search, from 1.
    #[serde(default)]
    pub index: usize,
    /// The use case.
    #[serde(default)]
    pub use_case: String,
    /// The tools that serve it best.
    #[serde(default)]
    pub primary_tool_slugs: Vec<String>,
    /// Tools that may be needed along with them.
    #[serde(default)]
    pub related_tool_slugs: Vec<String>,
    /// The toolkits of these tools.
    #[serde(default)]
    pub toolkits: Vec<String>,
    /// How to go about it.
    #[serde(default)]
    pub execution_guidance: Option<String>,
    /// Steps that have worked before.
    #[serde(default)]
    pub recommended_plan_steps: Vec<String>,
    /// Mistakes that were made before.
    #[serde(default)]
    pub known_pitfalls: Vec<String>,
    /// Why nothing was found.
    #[serde(default)]
    pub error: Option<String>,
}

/// Whether a toolkit is connected.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct ToolkitConnection {
    /// The toolkit's slug.
    pub toolkit: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// Whether its tools can run.
    #[serde(default)]
    pub has_active_connection: bool,
    /// The same in words, for a model to read.
    #[serde(default)]
    pub status_message: String,
}

/// The arguments and the data of a tool.
#[derive(Clone, Debug, PartialEq, Deserialize)]
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
    /// The JSON schema of its arguments.
    #[serde(default)]
    pub input_schema: Option<Value>,
    /// The JSON schema of its data.
    #[serde(default)]
    pub output_schema: Option<Value>,
    /// Whether the schemas are whole; if not, `COMPOSIO_GET_TOOL_SCHEMAS` has the rest.
    #[serde(default, rename = "hasFullSchema")]
    pub has_full_schema: Option<bool>,
}
