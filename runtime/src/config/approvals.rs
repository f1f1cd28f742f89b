use serde::{Deserialize, Serialize};

use super::Map;

/// When the user is asked before a tool runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permissions {
    /// For tools without an override.
    pub default: ApprovalDefault,
    /// By `TOOL:ca_…`, `TOOL:__none__`, `*:ca_…` or `*:__none__`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub overrides: Map<ApprovalOverride>,
}

/// When the user is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalDefault {
    /// Never.
    AllowAll,
    /// At each call.
    AskEveryCall,
    /// At the first call of a tool in a session.
    AskOncePerSession,
}

/// When the user is asked for one tool or account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalOverride {
    /// Never: it runs.
    AlwaysAllow,
    /// Never: it does not run.
    AlwaysDeny,
    /// Once.
    AskOnce,
    /// At each call.
    AskAlways,
}
