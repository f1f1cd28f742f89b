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

/// A link for the user to open in a browser, to connect one toolkit.
///
/// Whoever opens the link connects an account of theirs for the session's user: show it to that user only. It lives
/// for about ten minutes. Its `Debug` hides the URL.
#[derive(Clone)]
pub struct AuthLink {
    toolkit: String,
    url: SecretString,
    account: ConnectedAccountId,
    watch: Watch,
}

impl AuthLink {
    /// The link, if `url` is one that a browser can be sent to.
    pub(super) fn new(toolkit: String, url: &str, account: ConnectedAccountId, watch: Watch) -> Option<Self> {
        let parsed = Url::parse(url).ok()?;
        let safe = parsed.scheme() == "https" || (parsed.scheme() == "http" && is_loopback(&parsed));
        safe.then(|| Self { toolkit, url: url.into(), account, watch })
    }

    /// The slug of the toolkit that it connects.
    #[must_use]
    pub fn toolkit(&self) -> &str {
        &self.toolkit
    }

    /// The URL to open.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.expose_secret()
    }

    /// The account that becomes active when the user has authenticated.
    #[must_use]
    pub fn connected_account_id(&self) -> &ConnectedAccountId {
        &self.account
    }

    /// Waits up to ten minutes, the life of a link, for the user to connect.
    ///
    /// # Errors
    ///
    /// As for [`wait_for`](Self::wait_for).
    pub async fn wait(&self) -> Result<(), Error> {
        self.wait_for(DEFAULT_WAIT).await
    }

    /// Waits for the user to connect.
    ///
    /// A router that is out of reach for a while does not end the waiting; dropping the future does.
    ///
    /// # Errors
    ///
    /// [`Error::ConnectionFailed`] when the user denies access or the link expires, and [`Error::WaitTimedOut`] when
    /// the time is over.
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
