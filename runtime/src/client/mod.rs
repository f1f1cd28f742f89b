//! The connection to a router: credentials, requests, retries, answers.

mod answer;
mod base_url;
mod builder;
mod credential;
mod envelope;
#[cfg(feature = "local")]
mod local;
mod paging;
mod presigned;
mod request;
mod retry;
#[cfg(any(feature = "default-tls", feature = "native-tls"))]
#[path = "tls/reqwest.rs"]
mod tls;
#[cfg(all(feature = "ring", not(any(feature = "default-tls", feature = "native-tls"))))]
#[path = "tls/ring.rs"]
mod tls;
#[cfg(not(any(feature = "default-tls", feature = "native-tls", feature = "ring")))]
#[path = "tls/absent.rs"]
mod tls;
mod transport;

use std::fmt;
use std::sync::Arc;

use url::Url;

use self::credential::Credential;
use self::transport::Transport;
use crate::error::Error;

pub(crate) use self::answer::{Answer, problem};
pub use self::builder::ToolRouterBuilder;
pub use self::paging::Items;
pub(crate) use self::paging::items;
pub(crate) use self::request::{Repeat, Request, csv};

/// A router: the hosted API, or one that speaks the same protocol.
///
/// Cloning is cheap, and clones share their connections. One router serves any number of sessions and users at once.
///
/// ```no_run
/// use tool_router::ToolRouter;
///
/// # fn main() -> Result<(), tool_router::Error> {
/// let router = ToolRouter::from_env()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ToolRouter {
    transport: Arc<Transport>,
    /// An embedded router that runs as long as its clients are there.
    #[cfg(feature = "local")]
    embedded: Option<Arc<tool_router_local::LocalRouter>>,
}

impl ToolRouter {
    /// A router with the settings of the environment.
    ///
    /// - `COMPOSIO_API_KEY`, a project's key; without it `COMPOSIO_USER_API_KEY`, or else `COMPOSIO_ORG_API_KEY`;
    /// - `COMPOSIO_BASE_URL`, where the router is, if it is not the hosted API;
    /// - `COMPOSIO_ORG_ID` and `COMPOSIO_PROJECT_ID`, the project that a user's or an organisation's key is used for.
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`] when there is no key, or a setting cannot be used.
    pub fn from_env() -> Result<Self, Error> {
        ToolRouterBuilder::from_env().build()
    }

    /// The hosted API, with a project's API key.
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`] when the key cannot be one.
    pub fn new(api_key: impl Into<String>) -> Result<Self, Error> {
        Self::builder().api_key(api_key).build()
    }

    /// Starts a router with settings of its own.
    pub fn builder() -> ToolRouterBuilder {
        ToolRouterBuilder::default()
    }

    /// Where the router is.
    #[must_use]
    pub fn base_url(&self) -> &Url {
        self.transport.base()
    }

    fn over(transport: Transport) -> Self {
        Self {
            transport: Arc::new(transport),
            #[cfg(feature = "local")]
            embedded: None,
        }
    }

    pub(crate) async fn send(&self, request: Request) -> Result<Answer, Error> {
        self.transport.send(request).await
    }

    pub(crate) fn credential(&self) -> &Credential {
        self.transport.credential()
    }
}

impl fmt::Debug for ToolRouter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("ToolRouter");
        shown.field("base_url", &self.base_url().as_str()).field("credential", self.credential());
        #[cfg(feature = "local")]
        shown.field("embedded", &self.embedded.is_some());
        shown.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
