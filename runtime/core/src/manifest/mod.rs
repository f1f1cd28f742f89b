//! What an agent may do, as data and as Markdown.

mod facts;
mod markdown;

use std::time::Duration;

use serde::{Deserialize, Serialize, Serializer};

use crate::config::{List, SessionConfig, Text};
use crate::{Missing, Mode};

pub use crate::fact::{Fact, Piece};

pub use self::facts::{Section, Subject};

/// What one agent may do.
///
/// Its [`Display`](std::fmt::Display) output is Markdown; [`Serialize`] gives any other format.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Manifest {
    /// The name of the agent.
    pub agent: &'static str,
    /// The path of the module that declares it.
    pub module: &'static str,
    /// How its toolkits get connected.
    pub connections: Mode,
    /// How long creating a session waits for connections; serialised in seconds.
    #[serde(rename = "wait_seconds", skip_serializing_if = "Option::is_none", serialize_with = "seconds")]
    pub wait: Option<Duration>,
    /// The toolkits that have to be connected for a session to be created; empty for all of an allowlist.
    #[serde(skip_serializing_if = "<[Text]>::is_empty")]
    pub required: List<Text>,
    /// What becomes of the toolkits that are not connected.
    #[serde(skip_serializing_if = "Missing::is_fail")]
    pub missing: Missing,
    /// Whether its sessions can be handed to MCP clients.
    pub mcp: bool,
    /// The names of the policies and rules that the declaration was checked against.
    pub policies: Vec<&'static str>,
    /// What the declaration leaves to run time.
    pub at_run_time: AtRunTime,
    /// The configuration that a session is created with, apart from that: the body of the request, with its lists
    /// sorted.
    pub config: SessionConfig,
}

/// What a declaration leaves to run time, by toolkit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtRunTime {
    /// Whether the callback URL is left to run time.
    pub callback_url: bool,
    /// The toolkits whose auth config is left to run time.
    pub auth_configs: List<Text>,
    /// The toolkits whose connected accounts are left to run time.
    pub connected_accounts: List<Text>,
}

impl AtRunTime {
    /// Whether nothing is left to run time.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::NOTHING
    }

    fn sort(&mut self) {
        let Self { callback_url: _, auth_configs, connected_accounts } = self;
        auth_configs.to_mut().sort_unstable();
        connected_accounts.to_mut().sort_unstable();
    }

    /// Nothing is left to run time.
    pub const NOTHING: Self =
        Self { callback_url: false, auth_configs: List::Borrowed(&[]), connected_accounts: List::Borrowed(&[]) };
}

impl Manifest {
    /// The sections of the manifest, one for each of the reader's questions.
    #[must_use]
    pub fn sections(&self) -> Vec<Section> {
        let policies: Vec<String> = self.policies.iter().map(|&name| name.to_owned()).collect();
        let Self { agent: _, module: _, connections, wait, required, missing, mcp, policies: _, at_run_time, config } =
            self;
        let subject = Subject {
            connections: *connections,
            wait: *wait,
            required,
            missing: *missing,
            mcp: *mcp,
            policies: &policies,
            at_run_time,
            config,
        };
        subject.sections()
    }

    /// Sorts the entries as a manifest does.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.policies.sort_unstable();
        self.required.to_mut().sort_unstable();
        self.at_run_time.sort();
        self.config.sort();
        self
    }
}

#[allow(clippy::ref_option, reason = "serde passes the field by reference")]
fn seconds<S: Serializer>(wait: &Option<Duration>, serializer: S) -> Result<S::Ok, S::Error> {
    wait.map(|wait| wait.as_secs_f64()).serialize(serializer)
}
