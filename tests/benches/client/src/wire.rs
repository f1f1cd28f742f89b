//! What a program sends and reads that has types for the API, but no client: for reqwest and hyper.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The API key that each client sends.
pub const KEY: &str = "ak_of_the_benchmark";
/// The user.
pub const USER: &str = "user_123";
/// The tool that is executed.
pub const TOOL: &str = "GMAIL_FETCH_EMAILS";

/// The path of the API's sessions.
#[must_use]
pub fn sessions(url: &str) -> String {
    format!("{url}/api/v3.1/tool_router/session")
}

/// A session to be created.
#[derive(Serialize)]
pub struct CreateRequest<'a> {
    user_id: &'a str,
    toolkits: Filter<'a>,
    tools: BTreeMap<&'a str, Filter<'a>>,
    tags: Filter<'a>,
    manage_connections: Connections<'a>,
    multi_account: MultiAccount,
}

#[derive(Default, Serialize)]
struct Filter<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    enable: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    disable: Vec<&'a str>,
}

#[derive(Serialize)]
struct Connections<'a> {
    enable: bool,
    callback_url: &'a str,
}

#[derive(Serialize)]
struct MultiAccount {
    enable: bool,
    max_accounts_per_toolkit: u8,
    require_explicit_selection: bool,
}

/// The session that every client creates.
#[must_use]
pub fn request() -> CreateRequest<'static> {
    CreateRequest {
        user_id: USER,
        toolkits: Filter { enable: vec!["gmail", "slack"], ..Filter::default() },
        tools: BTreeMap::from([("gmail", Filter { enable: vec![TOOL, "GMAIL_SEND_EMAIL"], ..Filter::default() })]),
        tags: Filter { disable: vec!["destructiveHint"], ..Filter::default() },
        manage_connections: Connections { enable: true, callback_url: "https://app.example.com/cb" },
        multi_account: MultiAccount { enable: true, max_accounts_per_toolkit: 3, require_explicit_selection: true },
    }
}

/// A session as it is answered.
#[derive(Deserialize)]
pub struct Session {
    /// Its id.
    pub session_id: String,
    /// Its endpoint for MCP clients.
    pub mcp: Mcp,
    /// The router's own tools.
    pub tool_router_tools: Vec<String>,
    /// What it is configured as.
    pub config: Config,
    /// The version of that.
    pub config_version: u64,
}

/// An endpoint for MCP clients.
#[derive(Deserialize)]
pub struct Mcp {
    /// Where it is.
    pub url: String,
}

/// A session's configuration.
#[derive(Deserialize)]
pub struct Config {
    /// Whose session it is.
    pub user_id: String,
    /// Which toolkits it reaches.
    pub toolkits: Option<Stored>,
    /// Which tools of a toolkit.
    #[serde(default)]
    pub tools: BTreeMap<String, Stored>,
    /// Which tools by their tags.
    pub tags: Option<Stored>,
    /// How connections are managed.
    pub manage_connections: Option<StoredConnections>,
    /// The sandbox.
    pub workbench: Option<Workbench>,
    /// The search.
    pub search: Switch,
}

/// What may be used of something.
#[derive(Deserialize)]
pub struct Stored {
    /// Only these.
    pub enabled: Option<Vec<String>>,
    /// All but these.
    pub disabled: Option<Vec<String>>,
}

/// How connections are managed.
#[derive(Deserialize)]
pub struct StoredConnections {
    /// Whether they are.
    pub enabled: bool,
    /// Where users go then.
    pub callback_url: Option<String>,
}

/// The sandbox.
#[derive(Deserialize)]
pub struct Workbench {
    /// Whether there is one.
    pub enable: bool,
    /// Whether code in it can execute tools.
    pub tool_execution_enabled: bool,
}

/// What is on or off.
#[derive(Deserialize)]
pub struct Switch {
    /// Whether it is on.
    pub enable: bool,
}

/// The execution of a tool.
#[derive(Serialize)]
pub struct ExecuteRequest {
    /// The tool.
    pub tool_slug: &'static str,
    /// Its arguments.
    pub arguments: Value,
}

/// The execution that every client asks for.
#[must_use]
pub fn execution() -> ExecuteRequest {
    ExecuteRequest { tool_slug: TOOL, arguments: arguments() }
}

/// The arguments of it.
#[must_use]
pub fn arguments() -> Value {
    serde_json::json!({ "query": "is:unread", "max_results": 5 })
}

/// How many messages an execution's data has.
#[must_use]
pub fn messages(data: &Value) -> usize {
    data["messages"].as_array().map_or(0, Vec::len)
}

/// An execution as it is answered.
#[derive(Deserialize)]
pub struct Execution {
    /// What the tool returned.
    pub data: Value,
    /// What went wrong.
    pub error: Option<String>,
    /// The id of the log.
    pub log_id: String,
}

/// A page of tools.
#[derive(Deserialize)]
pub struct Tools {
    /// The tools.
    pub items: Vec<Tool>,
    /// Where the next page starts.
    pub next_cursor: Option<String>,
}

/// A tool.
#[derive(Deserialize)]
pub struct Tool {
    /// The slug.
    pub slug: String,
    /// The name for people.
    pub name: String,
    /// What it does.
    pub description: String,
    /// The toolkit.
    pub toolkit: Toolkit,
    /// The schema of its arguments.
    pub input_parameters: Value,
    /// The schema of its data.
    pub output_parameters: Value,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its version.
    pub version: String,
}

/// The toolkit of a tool.
#[derive(Deserialize)]
pub struct Toolkit {
    /// The slug.
    pub slug: String,
    /// The name for people.
    pub name: String,
    /// The logo.
    pub logo: Option<String>,
}
