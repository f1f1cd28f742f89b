use serde::{Deserialize, Deserializer, Serialize};

use super::{List, Map, Text};

/// What happens when the user has not connected a toolkit that the agent needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ManageConnections {
    /// Whether the agent can make auth links through `COMPOSIO_MANAGE_CONNECTIONS`.
    #[serde(deserialize_with = "null_means_enabled")]
    pub enable: bool,
    /// Where the user's browser goes after authenticating.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_url: Option<Text>,
    /// Whether `COMPOSIO_WAIT_FOR_CONNECTIONS` is offered. The server's default is no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_wait_for_connections: Option<bool>,
    /// Whether the agent can remove connections. The server's default is yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_connection_removal: Option<bool>,
}

impl ManageConnections {
    /// Enabled, with the server's defaults.
    pub const DEFAULT: Self =
        Self { enable: true, callback_url: None, enable_wait_for_connections: None, enable_connection_removal: None };

    /// Disabled: a tool whose connection is missing fails.
    pub const DISABLED: Self = Self { enable: false, ..Self::DEFAULT };
}

impl Default for ManageConnections {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Several accounts of one toolkit in one session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MultiAccount {
    /// Whether it is on; without it the setting of the organisation or project holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable: Option<bool>,
    /// How many accounts a toolkit may have, 2 to 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_accounts_per_toolkit: Option<u8>,
    /// Whether each call has to name its account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_explicit_selection: Option<bool>,
}

/// The Python SDK sends `enable: null` for "not given".
fn null_means_enabled<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(Option::<bool>::deserialize(deserializer)?.unwrap_or(true))
}

/// Takes the object, and the bare `true` or `false` that the Python SDK passes through.
pub(super) fn management<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ManageConnections, D::Error> {
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

/// Takes lists of accounts, and the single account that the older API had.
pub(super) fn accounts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<List<Text>>, D::Error> {
    #[derive(Clone, Deserialize)]
    #[serde(untagged, expecting = "a connected account's id, or a list of them")]
    enum Accounts {
        One(Text),
        Many(List<Text>),
    }
    let requested = Map::<Accounts>::deserialize(deserializer)?;
    let mut accounts = Map::EMPTY;
    for (toolkit, ids) in requested.iter() {
        let ids = match ids.clone() {
            Accounts::One(id) => vec![id].into(),
            Accounts::Many(ids) => ids,
        };
        accounts.insert(toolkit.to_owned(), ids);
    }
    Ok(accounts)
}
