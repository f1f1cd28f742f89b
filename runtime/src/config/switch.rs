use serde::{Deserialize, Serialize};

/// Calls of a toolkit's own HTTP API through the user's connection, outside the sandbox. The server's default is no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProxyExecute {
    /// Whether it is on.
    pub enable: bool,
}

/// The search for tools, `COMPOSIO_SEARCH_TOOLS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Search {
    /// Whether it is on.
    pub enable: bool,
}

impl Default for Search {
    fn default() -> Self {
        Self { enable: true }
    }
}

/// The execution of several tools in one call, `COMPOSIO_MULTI_EXECUTE_TOOL`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Execute {
    /// Whether it is on.
    pub enable_multi_execute: bool,
}

impl Default for Execute {
    fn default() -> Self {
        Self { enable_multi_execute: true }
    }
}
