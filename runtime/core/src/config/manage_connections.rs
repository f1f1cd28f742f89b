//! `manage_connections`: what happens when the user has not connected a toolkit that the agent needs.

use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize};

use super::block::{Answered, Block, Whole, no_more};
use super::patch::{PatchProblem, Supplied};
use super::record::record;
use super::{Change, Text};
use crate::fact::{Fact, fact, url};

/// How long a connect link is valid.
pub const LINK_LIFETIME: Duration = Duration::from_secs(10 * 60);

/// How long `create` waits for connections by default: as long as a link is valid.
pub const DEFAULT_WAIT: Duration = LINK_LIFETIME;

record! {
    /// Enabled, with the server's defaults.
    const DEFAULT;

    /// What happens when the user has not connected a toolkit that the agent needs.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    pub struct ManageConnections {
        /// Whether the agent can make auth links through `COMPOSIO_MANAGE_CONNECTIONS`.
        #[serde(deserialize_with = "null_means_enabled")]
        pub enable: bool = true, with_enable;
        /// Where the user's browser goes after authenticating.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub callback_url: Option<Text> = None, with_callback_url;
        /// Whether `COMPOSIO_WAIT_FOR_CONNECTIONS` is offered. The server's default is no.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub enable_wait_for_connections: Option<bool> = None, with_enable_wait_for_connections;
        /// Whether the agent can remove connections. The server's default is yes.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub enable_connection_removal: Option<bool> = None, with_enable_connection_removal;
    }
}

impl ManageConnections {
    /// Disabled: a tool whose connection is missing fails.
    pub const DISABLED: Self = Self { enable: false, ..Self::DEFAULT };

    pub(crate) fn words(&self) -> Vec<Fact> {
        let StoredConnections { enabled, callback_url, enable_wait_for_connections, enable_connection_removal } =
            self.into();
        let mut facts = vec![match (enabled, enable_connection_removal) {
            (false, _) => fact!["the agent can neither make an auth link nor remove a connection"],
            (true, false) => fact!["the agent can make auth links, and cannot remove a connection"],
            (true, true) => fact!["the agent can make auth links, and remove connections"],
        }];
        facts.extend(enable_wait_for_connections.then(|| fact!["the agent can wait for the user to connect"]));
        facts.extend(callback_url.map(|to| fact!["after authenticating, the browser goes to ", url(to)]));
        facts
    }
}

impl Block for ManageConnections {
    type Value = Self;
    type Patch = ConnectionsPatch;

    /// The way of connecting depends on `enable`, so it never changes.
    fn is_within(proposed: &Self, declared: &Self, _: Whole<'_>) -> bool {
        let (old, new) = (StoredConnections::from(declared), StoredConnections::from(proposed));
        let StoredConnections { enabled, callback_url, enable_wait_for_connections, enable_connection_removal } = new;
        old.enabled == enabled
            && (old.callback_url.is_none() || old.callback_url == callback_url)
            && no_more(old.enable_wait_for_connections, enable_wait_for_connections)
            && no_more(old.enable_connection_removal, enable_connection_removal)
    }

    fn sort(_: &mut Self) {}

    fn apply(change: Change<ConnectionsPatch>, current: Self) -> Result<Self, PatchProblem> {
        match change {
            Change::Keep => Ok(current),
            Change::Remove => Ok(Self::DEFAULT),
            Change::Set(patch) => patch.apply(current),
        }
    }

    fn restoring(declared: &Self, _: Supplied) -> Change<ConnectionsPatch> {
        let Self { enable, callback_url, enable_wait_for_connections, enable_connection_removal } = declared;
        Change::Set(ConnectionsPatch {
            enable: Some(*enable),
            callback_url: callback_url.clone().map_or(Change::Keep, Change::Set),
            enable_wait_for_connections: Some(enable_wait_for_connections.unwrap_or(false)),
            enable_connection_removal: Some(enable_connection_removal.unwrap_or(true)),
        })
    }
}

impl Answered<Option<StoredConnections>> for ManageConnections {
    fn answer(management: &Self) -> Option<StoredConnections> {
        Some(management.into())
    }

    fn said(answer: &Option<StoredConnections>, declared: &Self) -> Option<Self> {
        let Some(stored) = answer else { return Some(declared.clone()) };
        let StoredConnections { enabled, callback_url, enable_wait_for_connections, enable_connection_removal } =
            stored;
        Some(Self {
            enable: *enabled,
            callback_url: callback_url.clone().map(Text::Owned),
            enable_wait_for_connections: Some(*enable_wait_for_connections),
            enable_connection_removal: Some(*enable_connection_removal),
        })
    }
}

/// Connection management as a router answers it, with the API's defaults filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StoredConnections {
    /// Whether the agent can make auth links.
    pub enabled: bool,
    /// Where the user's browser goes after authenticating.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_url: Option<String>,
    /// Whether waiting is offered.
    pub enable_wait_for_connections: bool,
    /// Whether the agent can remove connections.
    pub enable_connection_removal: bool,
}

impl From<&ManageConnections> for StoredConnections {
    fn from(management: &ManageConnections) -> Self {
        Self {
            enabled: management.enable,
            callback_url: management.callback_url.as_deref().map(str::to_owned),
            enable_wait_for_connections: management.enable_wait_for_connections.unwrap_or(false),
            enable_connection_removal: management.enable_connection_removal.unwrap_or(true),
        }
    }
}

impl Default for StoredConnections {
    fn default() -> Self {
        Self::from(&ManageConnections::DEFAULT)
    }
}

/// The parts of connection management to change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ConnectionsPatch {
    /// Whether the agent can make auth links.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable: Option<bool>,
    /// Where the user's browser goes after authenticating.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub callback_url: Change<Text>,
    /// Whether waiting is offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_wait_for_connections: Option<bool>,
    /// Whether the agent can remove connections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_connection_removal: Option<bool>,
}

impl ConnectionsPatch {
    fn apply(self, current: ManageConnections) -> Result<ManageConnections, PatchProblem> {
        if matches!(&self.callback_url, Change::Set(url) if url.is_empty()) {
            return Err(PatchProblem {
                place: "manage_connections.callback_url",
                problem: "expected a URL".to_owned(),
            });
        }
        Ok(ManageConnections {
            enable: self.enable.unwrap_or(current.enable),
            callback_url: self.callback_url.of_option(current.callback_url),
            enable_wait_for_connections: self.enable_wait_for_connections.or(current.enable_wait_for_connections),
            enable_connection_removal: self.enable_connection_removal.or(current.enable_connection_removal),
        })
    }
}

/// The Python SDK sends `enable: null` for "not given".
fn null_means_enabled<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(Option::<bool>::deserialize(deserializer)?.unwrap_or(true))
}

/// Accepts the object, and the bare `true` or `false` that the Python SDK passes through.
pub(super) fn request<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ManageConnections, D::Error> {
    #[derive(Deserialize)]
    #[serde(
        untagged,
        expecting = "true, false, or an object with `enable`, `callback_url`, \
        `enable_wait_for_connections` and `enable_connection_removal`"
    )]
    enum Request {
        Switch(bool),
        Keys(ManageConnections),
    }
    Ok(match Request::deserialize(deserializer)? {
        Request::Switch(enable) => ManageConnections { enable, ..ManageConnections::DEFAULT },
        Request::Keys(keys) => keys,
    })
}

/// Accepts also the bare `true` or `false` that the Python SDK passes through.
pub(super) fn patch<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Change<ConnectionsPatch>, D::Error> {
    #[derive(Deserialize)]
    #[serde(
        untagged,
        expecting = "true, false, null, or an object with `enable`, `callback_url`, `enable_wait_for_connections` and \
        `enable_connection_removal`"
    )]
    enum Request {
        Switch(bool),
        Keys(ConnectionsPatch),
    }
    Ok(match Option::<Request>::deserialize(deserializer)? {
        None => Change::Remove,
        Some(Request::Switch(enable)) => {
            Change::Set(ConnectionsPatch { enable: Some(enable), ..ConnectionsPatch::default() })
        }
        Some(Request::Keys(keys)) => Change::Set(keys),
    })
}
