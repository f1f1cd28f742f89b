//! The configuration of a session. Each setting has one file: its type, its wire forms (request, change, answer),
//! whether one value is within another, and its description in words. The table below has a row for each setting; all
//! code that visits every setting is generated from it.

mod access;
mod approval;
pub(crate) mod auth_configs;
mod block;
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
mod patch;
mod permissions;
mod preload;
mod proxy_execute;
mod record;
mod row;
mod sandbox;
mod search;
mod submit_feedback;
mod table;
mod tags;
mod timezone;
mod toolkits;
mod tools;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use self::access::distinct;
pub use self::change::Change;
pub use self::instant::{InstantPatch, InstantUsagePatch};
pub use self::manage_connections::{ConnectionsPatch, DEFAULT_WAIT, LINK_LIFETIME};
pub use self::multi_account::{MAX_PER_TOOLKIT, MultiAccountPatch};
pub use self::patch::{PatchProblem, Supplied};
pub use self::permissions::{NO_ACCOUNT, Strictness, Target};
pub use self::public::*;

/// The public part of this module, which `tool_router::config` re-exports. The rest is for the crates that depend on
/// this one.
pub mod public {
    pub use super::access::{Access, StoredAccess};
    pub use super::experimental::Experimental;
    pub use super::hooks::{AppliesTo, Hook, HookAction, HookHandler, HookStage};
    pub use super::instant::{Instant, InstantUsage, StoredInstant, StoredInstantUsage};
    pub use super::manage_connections::{ManageConnections, StoredConnections};
    pub use super::map::Map;
    pub use super::multi_account::{MultiAccount, StoredMultiAccount};
    pub use super::multi_execute::{Execute, StoredExecute};
    pub use super::no_elicitation_support::NoElicitationSupport;
    pub use super::permissions::{ApprovalDefault, ApprovalOverride, Permissions};
    pub use super::preload::{Preload, PreloadTools, StoredPreload};
    pub use super::proxy_execute::{ProxyExecute, StoredProxyExecute};
    pub use super::sandbox::{Sandbox, SandboxSize, StoredSandbox};
    pub use super::search::{Search, StoredSearch};
    pub use super::submit_feedback::SubmitFeedback;
    pub use super::tags::Tags;
    pub use super::timezone::AssistivePrompt;
    pub use super::toolkits::Toolkits;
    pub use super::tools::{ToolAccess, ToolkitTools};
    pub use super::{List, SessionConfig, Setting, StoredConfig, Text};
    pub use crate::tag::Tag;
    pub use crate::words::UnknownValue;
}

use self::auth_configs::AuthConfigs;
use self::connected_accounts::ConnectedAccounts;
use self::hooks::Hooks;
use self::multi_execute::MultiExecute;
use self::record::record;
use self::table::configuration;
use self::tools::Tools;

/// Text that is `'static` in a declaration and owned when it was parsed or supplied at run time.
pub type Text = Cow<'static, str>;

/// A list that is `'static` in a declaration and owned when it was parsed or supplied at run time.
pub type List<T> = Cow<'static, [T]>;

// A new setting is a row here and a file of its own; the compiler asks for the rest. `table.rs` explains the rows.
configuration! {
    settings {
        toolkits: Toolkits = "toolkits" {
            /// Which toolkits the session reaches.
            #[serde(skip_serializing_if = "Toolkits::is_default")]
            request: Toolkits = Toolkits::DEFAULT, with_toolkits;
            change: Toolkits,
            /// The toolkits.
            #[serde(skip_serializing_if = "Option::is_none")]
            answer: Option<StoredAccess>,
        }
        tools: Tools = "tools" {
            /// Which tools of a toolkit it reaches.
            #[serde(skip_serializing_if = "Map::is_empty")]
            request: Map<ToolkitTools> = Map::EMPTY, with_tools;
            change: Map<ToolkitTools>,
            /// The tools, by toolkit.
            #[serde(skip_serializing_if = "BTreeMap::is_empty")]
            answer: BTreeMap<String, StoredAccess>,
        }
        tags: Tags = "tags" {
            /// Which tools it reaches by their tags.
            #[serde(skip_serializing_if = "Tags::is_default")]
            request: Tags = Tags::DEFAULT, with_tags;
            change: Tags,
            /// The tags.
            #[serde(skip_serializing_if = "Option::is_none")]
            answer: Option<StoredAccess>,
        }
        /// Values that were supplied at run time are kept.
        auth_configs: AuthConfigs = "auth_configs" {
            /// The auth config (`ac_…`) that a toolkit is connected with.
            #[serde(skip_serializing_if = "Map::is_empty")]
            request: Map<Text> = Map::EMPTY, with_auth_configs;
            change: Map<Text>,
            /// The auth configs, by toolkit.
            #[serde(skip_serializing_if = "BTreeMap::is_empty")]
            answer: BTreeMap<String, String>,
        }
        /// Values that were supplied at run time are kept, and so are pins that updates added.
        connected_accounts: ConnectedAccounts = "connected_accounts" {
            /// The connected accounts (`ca_…`) that a toolkit is pinned to.
            #[serde(skip_serializing_if = "Map::is_empty", deserialize_with = "connected_accounts::request")]
            request: Map<List<Text>> = Map::EMPTY, with_connected_accounts;
            #[serde(deserialize_with = "connected_accounts::patch")]
            change: Map<List<Text>>,
            /// The pinned accounts, by toolkit.
            #[serde(skip_serializing_if = "BTreeMap::is_empty")]
            answer: BTreeMap<String, Vec<String>>,
        }
        /// A callback URL that was supplied at run time is kept.
        manage_connections: ManageConnections = "manage_connections" {
            /// What happens when the user has not connected a toolkit.
            #[serde(deserialize_with = "manage_connections::request")]
            request: ManageConnections = ManageConnections::DEFAULT, with_manage_connections;
            /// Parts that are set are merged.
            #[serde(deserialize_with = "manage_connections::patch")]
            change: ConnectionsPatch,
            /// Connection management.
            #[serde(skip_serializing_if = "Option::is_none")]
            answer: Option<StoredConnections>,
        }
        multi_account: MultiAccount = "multi_account" {
            /// Several accounts of one toolkit in one session.
            #[serde(skip_serializing_if = "Option::is_none")]
            request: Option<MultiAccount> = None, with_multi_account;
            /// Parts that are set are merged.
            change: MultiAccountPatch,
            /// Several accounts of a toolkit.
            #[serde(skip_serializing_if = "Option::is_none")]
            answer: Option<StoredMultiAccount>,
        }
        sandbox: Sandbox = "sandbox" {
            /// The sandbox for code and files; `workbench` on the wire.
            #[serde(rename = "workbench", skip_serializing_if = "Option::is_none")]
            request: Option<Sandbox> = None, with_sandbox;
            /// Parts that are set are merged.
            #[serde(rename = "workbench")]
            change: Sandbox,
            /// The sandbox.
            #[serde(rename = "workbench", skip_serializing_if = "Option::is_none")]
            answer: Option<StoredSandbox>,
        }
        proxy_execute: ProxyExecute = "proxy_execute" {
            /// Calls of a toolkit's own HTTP API through the user's connection.
            #[serde(skip_serializing_if = "Option::is_none")]
            request: Option<ProxyExecute> = None, with_proxy_execute;
            change: ProxyExecute,
            /// Proxy execution.
            #[serde(skip_serializing_if = "Option::is_none")]
            answer: Option<StoredProxyExecute>,
        }
        preload: Preload = "preload" {
            /// Tools that the session lists from the start.
            #[serde(skip_serializing_if = "Option::is_none")]
            request: Option<Preload> = None, with_preload;
            change: Preload,
            /// Preloaded tools.
            answer: StoredPreload,
        }
        search: Search = "search" {
            /// The search for tools.
            #[serde(skip_serializing_if = "Option::is_none")]
            request: Option<Search> = None, with_search;
            change: Search,
            /// The search.
            answer: StoredSearch,
        }
        execute: MultiExecute = "multi_execute" {
            /// The execution of several tools in one call.
            #[serde(skip_serializing_if = "Option::is_none")]
            request: Option<Execute> = None, with_execute;
            change: Execute,
            /// Multi-execution.
            answer: StoredExecute,
        }
        instant: Instant = "instant" {
            /// Tools that run on the platform's own accounts, for a charge.
            #[serde(skip_serializing_if = "Option::is_none")]
            request: Option<Instant> = None, with_instant;
            /// Parts that are set are merged. It cannot be removed.
            change: InstantPatch,
            /// Instant tools; `None` if the router does not say.
            #[serde(skip_serializing_if = "Option::is_none")]
            answer: Option<StoredInstant>,
        }
        hooks: Hooks = "hooks" {
            /// Checks before and after each execution.
            #[serde(skip_serializing_if = "is_empty")]
            request: List<Hook> = Cow::Borrowed(&[]), with_hooks;
            change: List<Hook>,
        }
    }
    experimental {
        /// On the wire it is in one block with the other experimental settings, which are restored together.
        Permissions = "permissions",
        /// See [`Permissions`](Self::Permissions).
        NoElicitationSupport = "no_elicitation_support",
        /// See [`Permissions`](Self::Permissions).
        LinkUrl = "link_url",
        /// See [`Permissions`](Self::Permissions).
        FastMode = "fast_mode",
        /// See [`Permissions`](Self::Permissions).
        SubmitFeedback = "submit_feedback",
        /// No update changes it.
        Timezone = "timezone",
        /// No update changes it.
        SessionConfig = "session_config",
    }
}

impl SessionConfig {
    /// Whether every tool is listed from the start.
    #[must_use]
    pub fn preloads_all(&self) -> bool {
        self.preload.as_ref().is_some_and(|preload| preload.tools == PreloadTools::All)
    }
}

/// serde requires a function that takes the field by reference.
#[allow(clippy::ptr_arg)]
fn is_empty<T: Clone>(list: &Cow<'_, [T]>) -> bool {
    list.is_empty()
}

#[cfg(test)]
mod tests;
