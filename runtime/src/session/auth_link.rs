use std::fmt;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::observe::Watch;
use super::waiting::Waiting;
use tool_router_core::config::DEFAULT_WAIT;
use tool_router_core::grammar::url::is_loopback;

use crate::error::Error;
use crate::ids::ConnectedAccountId;

/// A link that the user opens in a browser to connect one toolkit.
///
/// Whoever opens the link connects their own account for the session's user: show it to that user only. It expires
/// after about ten minutes. Its `Debug` output hides the URL.
#[derive(Clone)]
pub struct AuthLink {
    toolkit: String,
    url: SecretString,
    account: ConnectedAccountId,
    watch: Watch,
}

impl AuthLink {
    /// Makes the link if a browser can be sent to `url`.
    pub(super) fn new(toolkit: String, url: &str, account: ConnectedAccountId, watch: Watch) -> Option<Self> {
        let parsed = Url::parse(url).ok()?;
        let safe = parsed.scheme() == "https" || (parsed.scheme() == "http" && is_loopback(&parsed));
        safe.then(|| Self { toolkit, url: url.into(), account, watch })
    }

    /// The slug of the toolkit that the link connects.
    #[must_use]
    pub fn toolkit(&self) -> &str {
        &self.toolkit
    }

    /// The URL to open.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.expose_secret()
    }

    /// The account that becomes active once the user has authenticated.
    #[must_use]
    pub fn connected_account_id(&self) -> &ConnectedAccountId {
        &self.account
    }

    /// Waits up to ten minutes, the lifetime of a link, for the user to connect.
    ///
    /// # Errors
    ///
    /// As for [`wait_for`](Self::wait_for).
    pub async fn wait(&self) -> Result<(), Error> {
        self.wait_for(DEFAULT_WAIT).await
    }

    /// Waits for the user to connect.
    ///
    /// Waiting continues while the router is temporarily unreachable; dropping the future ends it.
    ///
    /// # Errors
    ///
    /// [`Error::ConnectionFailed`] if the user denies access or the link expires, and [`Error::WaitTimedOut`] after
    /// `limit`.
    pub async fn wait_for(&self, limit: Duration) -> Result<(), Error> {
        let mut waiting = Waiting::new(self.watch.clone());
        waiting.add(self);
        waiting.finish(limit, None).await
    }
}

impl fmt::Debug for AuthLink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AuthLink")
            .field("toolkit", &self.toolkit)
            .field("connected_account_id", &self.account)
            .finish_non_exhaustive()
    }
}
