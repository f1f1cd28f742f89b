use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tool_router_core::limits::MAX_HISTORY_PAGE;

use super::Session;
use super::live::Live;
use crate::Timestamp;
use crate::client::{Items, Request, awaits_all, items};
use crate::config::StoredConfig;
use crate::spec::SessionSpec;

/// A version of a session's configuration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ConfigVersion {
    /// The version's number.
    pub version: u64,
    /// When it took effect, RFC 3339.
    #[serde(default)]
    pub created_at: Option<Timestamp>,
    /// The configuration, with the names of answers.
    pub config: StoredConfig,
    /// Whether it is in effect now.
    #[serde(default)]
    pub is_current: bool,
}

impl ConfigVersion {
    /// Makes a version of a configuration, e.g. for a test.
    #[must_use]
    pub fn new(version: u64, config: StoredConfig) -> Self {
        Self { version, created_at: None, config, is_current: false }
    }
}

/// A list of the configurations of a session; await it for all of them, or ask for its [`items`](Self::items).
#[must_use = "nothing is fetched until this is awaited, or its items are asked for"]
pub struct ConfigHistoryRequest {
    live: Arc<Live>,
}

impl<S: SessionSpec> Session<S> {
    /// Lists every configuration that the session has had, newest first: the first one is in effect.
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>,
    /// # ) -> Result<(), tool_router::Error> {
    /// let mut versions = session.config_history().items();
    /// while let Some(version) = versions.next().await {
    ///     let version = version?;
    ///     println!("{}: {:?}", version.version, version.config.toolkits);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The [errors of every request](crate::error#errors-of-every-request), for each page.
    #[doc(alias = "list_config_history")]
    pub fn config_history(&self) -> ConfigHistoryRequest {
        ConfigHistoryRequest { live: Arc::clone(&self.live) }
    }
}

impl ConfigHistoryRequest {
    /// The configurations, one after the other, fetched page by page.
    pub fn items(self) -> Items<ConfigVersion> {
        let Self { live } = self;
        let request = Request::get(&live.path("config_history")).query("limit", MAX_HISTORY_PAGE.to_string());
        items(live.router.clone(), request, "a page of configurations")
    }
}

awaits_all!(ConfigHistoryRequest => ConfigVersion);

impl fmt::Debug for ConfigHistoryRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ConfigHistoryRequest").field("session", &self.live.id).finish()
    }
}
