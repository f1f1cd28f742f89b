//! What an agent may do, as data and as Markdown: for a review, an audit, or a file that a test compares.
//!
//! ```
//! use tool_router::{SessionSpec, tool_router_session};
//!
//! #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
//! struct InboxAgent;
//!
//! let manifest = InboxAgent::manifest();
//! println!("{manifest}");
//! let json = serde_json::to_string_pretty(&manifest)?;
//! # assert!(json.contains("GMAIL_FETCH_EMAILS") && manifest.to_string().contains("GMAIL_FETCH_EMAILS"));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! Both forms are in an order of their own, with one fact on a line: a declaration that is only rearranged has the same
//! manifest, and one that says something else differs in the lines that say so.
//!
//! With the feature `manifest` a program knows all of its agents; see `all`.

#[cfg(feature = "manifest")]
mod all;
mod approvals;
mod markdown;
mod order;
mod powers;
mod reach;

use std::time::Duration;

use serde::{Serialize, Serializer};

use crate::config::{List, SessionConfig};
use crate::connections::{ConnectionMode, Mode};
use crate::spec::SessionSpec;

#[cfg(feature = "manifest")]
pub use self::all::all;
#[cfg(feature = "manifest")]
#[doc(hidden)]
pub use self::all::{__inventory, Declared};

/// What one agent may do: what [`SessionSpec::manifest`] gives.
///
/// It is written as Markdown with [`Display`](std::fmt::Display), and as any format with [`Serialize`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Manifest {
    /// The name of the agent.
    pub agent: &'static str,
    /// The path of the module that declares it.
    pub module: &'static str,
    /// How its toolkits get connected.
    pub connections: Mode,
    /// How long creating a session waits for connections; in seconds where it is serialised.
    #[serde(rename = "wait_seconds", skip_serializing_if = "Option::is_none", serialize_with = "seconds")]
    pub wait: Option<Duration>,
    /// Whether its sessions can be handed to MCP clients.
    pub mcp: bool,
    /// The names of the policies and rules that the declaration was held to.
    pub policies: Vec<&'static str>,
    /// What the declaration leaves to whoever creates a session.
    pub at_run_time: AtRunTime,
    /// What a session is created with, but for that: the body of the request, with its lists sorted.
    pub config: SessionConfig,
}

/// What a declaration leaves to run time, by the toolkit it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AtRunTime {
    /// Whether the callback URL is.
    pub callback_url: bool,
    /// The toolkits whose auth config is.
    pub auth_configs: List<&'static str>,
    /// The toolkits whose connected accounts are.
    pub connected_accounts: List<&'static str>,
}

impl AtRunTime {
    /// Nothing: the declaration says it all.
    pub const NOTHING: Self =
        Self { callback_url: false, auth_configs: List::Borrowed(&[]), connected_accounts: List::Borrowed(&[]) };
}

impl Manifest {
    pub(crate) fn of<S: SessionSpec>() -> Self {
        let policies = S::POLICIES.iter().map(|policy| policy.name());
        let mut manifest = Self {
            agent: S::NAME,
            module: S::MODULE,
            connections: S::Connections::MODE,
            wait: S::WAIT,
            mcp: S::MCP,
            policies: policies.chain(S::POLICY_RULES.iter().map(|rule| rule.name())).collect(),
            at_run_time: S::AT_RUN_TIME,
            config: S::CONFIG,
        };
        manifest.sort();
        manifest
    }
}

#[allow(clippy::ref_option, reason = "serde passes the field by reference")]
fn seconds<S: Serializer>(wait: &Option<Duration>, serializer: S) -> Result<S::Ok, S::Error> {
    wait.map(|wait| wait.as_secs_f64()).serialize(serializer)
}

#[cfg(test)]
mod tests;
