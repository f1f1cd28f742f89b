use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::observe::Watch;
use super::waiting::Waiting;
use tool_router_core::config::DEFAULT_WAIT;
use tool_router_core::grammar::url::is_loopback;

use super::connections::Connection;
use crate::error::Error;
use crate::ids::ConnectedAccountId;
use crate::{ConnectionStatus, Reply};

/// A link that the user opens in a browser to connect one toolkit.
///
/// Whoever opens the link connects their own account for the session's user: show it to that user only. It expires
/// after about ten minutes. Its `Debug` output hides the URL.
#[derive(Clone)]
pub struct AuthLink {
    toolkit: String,
    url: SecretString,
    account: ConnectedAccountId,
    /// Where it is seen that the user has connected; `None` for a mock.
    watch: Option<Watch>,
}

impl AuthLink {
    /// Makes the link if a browser can be sent to `url`.
    pub(super) fn new(toolkit: String, url: &str, account: ConnectedAccountId, watch: Watch) -> Option<Self> {
        let parsed = Url::parse(url).ok()?;
        let safe = parsed.scheme() == "https" || (parsed.scheme() == "http" && is_loopback(&parsed));
        safe.then(|| Self { toolkit, url: url.into(), account, watch: Some(watch) })
    }

    /// Makes a link that no router knows, for the tests of what shows it.
    ///
    /// [`wait`](Self::wait) gives an active connection at once.
    #[must_use]
    pub fn mock(
        toolkit: impl Into<String>,
        url: impl Into<String>,
        connected_account_id: impl Into<ConnectedAccountId>,
    ) -> Self {
        Self { toolkit: toolkit.into(), url: url.into().into(), account: connected_account_id.into(), watch: None }
    }

    /// The slug of the toolkit that the link connects.
    #[must_use]
    pub fn toolkit(&self) -> &str {
        &self.toolkit
    }

    /// The URL to open.
    #[doc(alias = "redirect_url")]
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.expose_secret()
    }

    /// The account that becomes active once the user has authenticated.
    #[must_use]
    pub fn connected_account_id(&self) -> &ConnectedAccountId {
        &self.account
    }

    /// Waits for the user to connect, up to ten minutes, the life of a link, and gives the account.
    ///
    /// Waiting continues while the router is temporarily unreachable; dropping the future ends it.
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # async fn example(link: tool_router::AuthLink) -> Result<(), tool_router::Error> {
    /// let connection = link.wait().at_most(Duration::from_secs(120)).await?;
    /// println!("{} is connected: {}", connection.toolkit, connection.connected_account_id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::ConnectionFailed`] if the user denies access or the link expires, and [`Error::WaitTimedOut`] when the time is
    /// over.
    #[doc(alias = "wait_for_connection")]
    pub fn wait(&self) -> WaitRequest {
        WaitRequest { link: self.clone(), limit: DEFAULT_WAIT }
    }
}

/// The wait for a user to connect a toolkit; await it.
#[must_use = "nothing is waited for until this is awaited"]
#[derive(Debug)]
pub struct WaitRequest {
    link: AuthLink,
    limit: Duration,
}

impl WaitRequest {
    /// Waits at most so long. The default is ten minutes, the life of a link.
    pub fn at_most(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }
}

impl IntoFuture for WaitRequest {
    type Output = Result<Connection, Error>;
    type IntoFuture = Reply<Connection>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { link, limit } = self;
        Reply::new(async move {
            let connected = match &link.watch {
                Some(watch) => {
                    let mut waiting = Waiting::new(watch.clone());
                    waiting.add(&link);
                    waiting.finish(limit, None).await?.pop()
                }
                None => None,
            };
            Ok(connected.unwrap_or_else(|| Connection::new(link.toolkit, link.account, ConnectionStatus::Active)))
        })
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
