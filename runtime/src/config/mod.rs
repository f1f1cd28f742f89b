//! The configuration of a session: what the attribute's constant holds, what the client sends, what the embedded
//! router reads.
//!
//! One family of types serves all three. A [`SessionConfig`] can be written as a constant, because its text and its
//! lists are [`Cow`]s; it serialises to exactly the body of `POST /tool_router/session` without `user_id`; and it is
//! parsed back from such a body with every unknown key refused.
//!
//! ```
//! use std::borrow::Cow::Borrowed;
//! use tool_router::config::{Access, SessionConfig, Toolkits};
//!
//! const MAIL: SessionConfig = SessionConfig {
//!     toolkits: Toolkits { access: Access::Only(Borrowed(&[Borrowed("gmail")])), ..Toolkits::DEFAULT },
//!     ..SessionConfig::DEFAULT
//! };
//!
//! assert_eq!(
//!     serde_json::to_value(MAIL).unwrap(),
//!     serde_json::json!({ "toolkits": { "enable": ["gmail"] }, "manage_connections": { "enable": true } }),
//! );
//! ```
//!
//! The names of the fields are those of the wire. What the server answers has other names for the same things
//! (`enabled` for `enable`); that form is [`StoredConfig`].

mod access;
mod approvals;
mod change;
mod connections;
mod declared;
mod experimental;
mod hooks;
mod instant;
mod map;
mod narrow;
mod patch;
mod preload;
mod sandbox;
mod stored;
mod switch;
mod tags;
mod toolkits;
mod tools;
mod within;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use self::access::Access;
pub use self::approvals::{ApprovalDefault, ApprovalOverride, Permissions};
pub(crate) use self::change::Change;
pub use self::connections::{ManageConnections, MultiAccount};
#[doc(hidden)]
pub use self::declared::{__config, Source as __Source};
pub(crate) use self::declared::{Declared, Of};
pub use self::experimental::{AssistivePrompt, Experimental, NoElicitationSupport, SubmitFeedback};
pub use self::hooks::{AppliesTo, Hook, HookAction, HookHandler, HookStage};
pub use self::instant::{Instant, InstantUsage};
pub use self::map::Map;
pub(crate) use self::patch::{ConfigPatch, ConnectionsPatch, MultiAccountPatch};
pub use self::preload::{Preload, PreloadTools};
pub use self::sandbox::{Sandbox, SandboxSize};
pub use self::stored::{StoredAccess, StoredConfig, StoredConnections, StoredSandbox};
pub use self::switch::{Execute, ProxyExecute, Search};
pub use self::tags::{Tag, Tags};
pub use self::toolkits::Toolkits;
pub use self::tools::{ToolAccess, ToolkitTools};
pub(crate) use self::within::wider;

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
    #[serde(skip_serializing_if = "Map::is_empty", deserialize_with = "connections::accounts")]
    pub connected_accounts: Map<List<Text>>,
    /// What happens when the user has not connected a toolkit.
    #[serde(deserialize_with = "connections::management")]
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
    pub(crate) fn preloads_all(&self) -> bool {
        self.preload.as_ref().is_some_and(|preload| preload.tools == PreloadTools::All)
    }
}

/// serde wants a function that takes the field by reference.
#[allow(clippy::ptr_arg)]
fn is_empty<T: Clone>(list: &List<T>) -> bool {
    list.is_empty()
}

#[cfg(test)]
mod tests;
