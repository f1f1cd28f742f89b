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

/// What a declaration leaves to run time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct AtRunTime {
    /// Whether the toolkits are chosen at run time, from those that the configuration names.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub toolkits: bool,
    /// Whether the callback URL is left to run time, and has to be supplied then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_url: Option<Left>,
    /// The auth configs that are left to run time.
    #[serde(skip_serializing_if = "IdsAtRunTime::is_nothing")]
    pub auth_configs: IdsAtRunTime,
    /// The connected accounts that are left to run time.
    #[serde(skip_serializing_if = "IdsAtRunTime::is_nothing")]
    pub connected_accounts: IdsAtRunTime,
    /// Whether several accounts of a toolkit are turned on at run time; they are off by default.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub multi_account: bool,
    /// Whether the number of accounts of a toolkit can be supplied at run time, up to the configuration's.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub max_per_toolkit: bool,
}

/// How something is left to run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Left {
    /// It must be supplied.
    Required,
    /// It can be supplied.
    Optional,
}

/// The ids that a declaration leaves to run time, by toolkit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct IdsAtRunTime {
    /// Whether those of all toolkits are.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub all: bool,
    /// The toolkits whose ids must be supplied.
    #[serde(skip_serializing_if = "is_empty")]
    pub required: List<Text>,
    /// The toolkits whose ids can be supplied.
    #[serde(skip_serializing_if = "is_empty")]
    pub optional: List<Text>,
}

#[allow(clippy::ptr_arg, reason = "serde passes the field by reference")]
fn is_empty(list: &List<Text>) -> bool {
    list.is_empty()
}

impl AtRunTime {
    /// Whether nothing is left to run time.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::NOTHING
    }

    fn sort(&mut self) {
        let Self {
            toolkits: _,
            callback_url: _,
            auth_configs,
            connected_accounts,
            multi_account: _,
            max_per_toolkit: _,
        } = self;
        auth_configs.sort();
        connected_accounts.sort();
    }

    /// Nothing is left to run time.
    pub const NOTHING: Self = Self {
        toolkits: false,
        callback_url: None,
        auth_configs: IdsAtRunTime::NOTHING,
        connected_accounts: IdsAtRunTime::NOTHING,
        multi_account: false,
        max_per_toolkit: false,
    };
}

impl IdsAtRunTime {
    /// Nothing is left to run time.
    pub const NOTHING: Self = Self { all: false, required: List::Borrowed(&[]), optional: List::Borrowed(&[]) };

    /// Whether nothing is left to run time.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::NOTHING
    }

    /// Whether that of `toolkit` is left to run time.
    #[must_use]
    pub fn leaves(&self, toolkit: &str) -> bool {
        self.all || self.required.iter().chain(&*self.optional).any(|left| left == toolkit)
    }

    fn sort(&mut self) {
        self.required.to_mut().sort_unstable();
        self.optional.to_mut().sort_unstable();
    }
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
