//! A session's configuration as a router answers it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::access::strings;
use super::{
    Execute, MultiAccount, ProxyExecute, Sandbox, Search, SessionConfig, StoredAccess, StoredConnections,
    StoredInstant, StoredPreload, StoredSandbox, multi_account, multi_execute, proxy_execute, search,
};

/// A session's configuration as a router answers it.
///
/// The wire has other names here than in a request: `enabled` for `enable`, and lists of tags as objects. What this
/// version does not know is passed over, so that a newer server breaks nothing. Hooks and what is experimental are not
/// answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StoredConfig {
    /// Whose session it is.
    pub user_id: String,
    /// The toolkits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub toolkits: Option<StoredAccess>,
    /// The tools, by toolkit.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tools: BTreeMap<String, StoredAccess>,
    /// The tags.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<StoredAccess>,
    /// The auth configs, by toolkit.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub auth_configs: BTreeMap<String, String>,
    /// The pinned accounts, by toolkit.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub connected_accounts: BTreeMap<String, Vec<String>>,
    /// Connection management.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manage_connections: Option<StoredConnections>,
    /// Several accounts of a toolkit.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "multi_account::answer")]
    pub multi_account: Option<MultiAccount>,
    /// The sandbox.
    #[serde(rename = "workbench", skip_serializing_if = "Option::is_none")]
    pub sandbox: Option<StoredSandbox>,
    /// Proxy execution.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "proxy_execute::answer")]
    pub proxy_execute: Option<ProxyExecute>,
    /// Preloaded tools.
    pub preload: StoredPreload,
    /// The search.
    #[serde(deserialize_with = "search::answer")]
    pub search: Search,
    /// Multi-execution.
    #[serde(deserialize_with = "multi_execute::answer")]
    pub execute: Execute,
    /// Instant tools; `None` where the router does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instant: Option<StoredInstant>,
}

impl StoredConfig {
    /// What a router answers for `config`, with the API's defaults filled in.
    #[must_use]
    pub fn new(user_id: &str, config: &SessionConfig) -> Self {
        // Every setting is named, so that a new one cannot be forgotten here.
        let SessionConfig {
            toolkits,
            tools,
            tags,
            auth_configs,
            connected_accounts,
            manage_connections,
            multi_account,
            sandbox,
            proxy_execute,
            preload,
            search,
            execute,
            instant,
            // The wire has no place for these.
            hooks: _,
            experimental: _,
        } = config;
        Self {
            user_id: user_id.to_owned(),
            toolkits: (!toolkits.is_default()).then(|| toolkits.into()),
            tools: tools.iter().map(|(toolkit, tools)| (toolkit.to_owned(), tools.into())).collect(),
            tags: (!tags.is_default()).then(|| tags.into()),
            auth_configs: auth_configs.iter().map(|(slug, id)| (slug.to_owned(), id.to_string())).collect(),
            connected_accounts: connected_accounts.iter().map(|(slug, ids)| (slug.to_owned(), strings(ids))).collect(),
            manage_connections: Some(manage_connections.into()),
            multi_account: multi_account.clone(),
            sandbox: Some(sandbox.as_ref().unwrap_or(&Sandbox::DEFAULT).into()),
            proxy_execute: *proxy_execute,
            preload: preload.as_ref().into(),
            search: search.unwrap_or_default(),
            execute: execute.unwrap_or_default(),
            instant: Some(instant.as_ref().into()),
        }
    }
}
