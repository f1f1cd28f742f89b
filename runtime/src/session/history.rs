use serde::Deserialize;
use tool_router_core::limits::MAX_HISTORY_PAGE;

use super::Session;
use crate::Timestamp;
use crate::client::{Items, Request, items};
use crate::config::StoredConfig;
use crate::spec::SessionSpec;

/// A version of a session's configuration.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct ConfigVersion {
    /// The version's number.
    pub version: u64,
    /// When it began to hold.
    #[serde(default)]
    pub created_at: Option<Timestamp>,
    /// The configuration, in the names of answers.
    pub config: StoredConfig,
    /// Whether it holds now.
    #[serde(default)]
    pub is_current: bool,
}

impl<S: SessionSpec> Session<S> {
    /// Every configuration that the session has had, the newest first: the first is the one that holds.
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>,
    /// # ) -> Result<(), tool_router::Error> {
    /// let mut versions = session.config_history();
    /// while let Some(version) = versions.next().await {
    ///     let version = version?;
    ///     println!("{}: {:?}", version.version, version.config.toolkits);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn config_history(&self) -> Items<ConfigVersion> {
        let request = Request::get(&self.live.path("config_history")).query("limit", MAX_HISTORY_PAGE.to_string());
        items(self.live.router.clone(), request, "a page of configurations")
    }
}
