//! The configuration of a session: one file a setting, with its type, its forms on the wire (request, answer, change), whether
//! it is within another, and what it says in words. What visits all settings names each of them, so that a new one cannot be
//! forgotten.

mod access;
pub(crate) mod auth_configs;
mod change;
pub(crate) mod connected_accounts;
mod experimental;
mod hooks;
mod instant;
mod manage_connections;
mod map;
mod multi_account;
mod multi_execute;
mod narrow;
mod no_elicitation_support;
mod order;
mod patch;
mod permissions;
mod preload;
mod proxy_execute;
mod sandbox;
mod search;
mod setting;
mod stored;
mod submit_feedback;
mod tags;
mod timezone;
mod toolkits;
mod tools;
mod within;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::constant::constant;

pub use self::access::{Access, StoredAccess};
pub use self::change::Change;
pub use self::experimental::Experimental;
pub use self::hooks::{AppliesTo, Hook, HookAction, HookHandler, HookStage};
pub use self::instant::{Instant, InstantPatch, InstantUsage, InstantUsagePatch, StoredInstant, StoredInstantUsage};
pub use self::manage_connections::{
    ConnectionsPatch, DEFAULT_WAIT, LINK_LIFETIME, ManageConnections, StoredConnections,
};
pub use self::map::Map;
pub use self::multi_account::{MAX_PER_TOOLKIT, MultiAccount, MultiAccountPatch};
pub use self::multi_execute::Execute;
pub use self::no_elicitation_support::NoElicitationSupport;
pub use self::patch::{ConfigPatch, PatchProblem, Supplied};
pub use self::permissions::{ApprovalDefault, ApprovalOverride, NO_ACCOUNT, Permissions, Strictness, Target};
pub use self::preload::{Preload, PreloadTools, StoredPreload};
pub use self::proxy_execute::ProxyExecute;
pub use self::sandbox::{Sandbox, SandboxSize, StoredSandbox};
pub use self::search::Search;
pub use self::setting::Setting;
pub use self::stored::StoredConfig;
pub use self::submit_feedback::SubmitFeedback;
pub use self::tags::{Tag, Tags};
pub use self::timezone::AssistivePrompt;
pub use self::toolkits::Toolkits;
pub use self::tools::{ToolAccess, ToolkitTools};

/// Text that is `'static` in a declaration and owned when it was parsed or supplied at run time.
pub type Text = Cow<'static, str>;

/// A list that is `'static` in a declaration and owned when it was parsed or supplied at run time.
pub type List<T> = Cow<'static, [T]>;

/// Everything that a session is created with, but for the user.
///
/// Fields left at [`SessionConfig::DEFAULT`] are left to the server, with one exception that follows the official
/// SDKs: `manage_connections` is always sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SessionConfig {
    /// Which toolkits the session reaches.
    #[serde(skip_serializing_if = "Toolkits::is_default")]
    pub toolkits: Toolkits,
    /// Which tools of a toolkit it reaches.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub tools: Map<ToolkitTools>,
    /// Which tools it reaches by their behaviour.
    #[serde(skip_serializing_if = "Tags::is_default")]
    pub tags: Tags,
    /// The auth config (`ac_…`) to connect a toolkit with.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub auth_configs: Map<Text>,
    /// The connected accounts (`ca_…`) that a toolkit is pinned to.
    #[serde(skip_serializing_if = "Map::is_empty", deserialize_with = "connected_accounts::request")]
    pub connected_accounts: Map<List<Text>>,
    /// What happens when the user has not connected a toolkit.
    #[serde(deserialize_with = "manage_connections::request")]
    pub manage_connections: ManageConnections,
    /// Several accounts of one toolkit in one session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multi_account: Option<MultiAccount>,
    /// The sandbox that code and files live in; `workbench` on the wire.
    #[serde(rename = "workbench", skip_serializing_if = "Option::is_none")]
    pub sandbox: Option<Sandbox>,
    /// Calls of a toolkit's own HTTP API through the user's connection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy_execute: Option<ProxyExecute>,
    /// Tools that the session lists from the start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preload: Option<Preload>,
    /// The search for tools.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<Search>,
    /// The execution of several tools in one call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub execute: Option<Execute>,
    /// Tools that run on the platform's own accounts, for a charge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instant: Option<Instant>,
    /// Checks before and after each execution.
    #[serde(skip_serializing_if = "is_empty")]
    pub hooks: List<Hook>,
    /// What the API itself calls experimental.
    #[serde(skip_serializing_if = "Experimental::is_default")]
    pub experimental: Experimental,
}

constant!(struct SessionConfig {
    toolkits, tools, tags, auth_configs, connected_accounts, manage_connections, multi_account, sandbox, proxy_execute,
    preload, search, execute, instant, hooks, experimental,
});

impl SessionConfig {
    /// Every toolkit and tool, connections managed by the agent, all else as the server has it.
    pub const DEFAULT: Self = Self {
        toolkits: Toolkits::DEFAULT,
        tools: Map::EMPTY,
        tags: Tags::DEFAULT,
        auth_configs: Map::EMPTY,
        connected_accounts: Map::EMPTY,
        manage_connections: ManageConnections::DEFAULT,
        multi_account: None,
        sandbox: None,
        proxy_execute: None,
        preload: None,
        search: None,
        execute: None,
        instant: None,
        hooks: Cow::Borrowed(&[]),
        experimental: Experimental::DEFAULT,
    };

    /// Whether every tool is listed from the start.
    #[must_use]
    pub fn preloads_all(&self) -> bool {
        self.preload.as_ref().is_some_and(|preload| preload.tools == PreloadTools::All)
    }
}

/// Whether a switch that is off stays off.
fn no_more(declared: bool, proposed: bool) -> bool {
    declared || !proposed
}

/// serde wants a function that takes the field by reference.
#[allow(clippy::ptr_arg)]
fn is_empty<T: Clone>(list: &List<T>) -> bool {
    list.is_empty()
}

#[cfg(test)]
mod tests;
