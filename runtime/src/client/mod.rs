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
mod reply;
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
use crate::hooks::{Hooks, ToolHook};

pub(crate) use self::answer::Answer;
pub use self::builder::ToolRouterBuilder;
pub use self::paging::Items;
pub(crate) use self::paging::{awaits_all, items};
pub(crate) use self::presigned::TransferProblem;
pub use self::reply::Reply;
pub(crate) use self::request::{Repeat, Request, csv};

/// A client of a router: the hosted API, or any router that speaks the same protocol.
///
/// Cloning is cheap, and clones share their connections. One client serves any number of sessions and users at once.
///
/// ```no_run
/// use tool_router::ToolRouter;
///
/// # fn main() -> Result<(), tool_router::Error> {
/// let router = ToolRouter::from_env()?;
/// # Ok(())
/// # }
/// ```
#[doc(alias = "Composio")]
#[derive(Clone)]
pub struct ToolRouter {
    shared: Arc<Shared>,
    /// An embedded router, kept running by its clients.
    #[cfg(feature = "local")]
    embedded: Option<Arc<dyn std::any::Any + Send + Sync>>,
}

/// What clones share.
#[derive(Clone)]
struct Shared {
    transport: Arc<Transport>,
    hooks: Hooks,
}

impl ToolRouter {
    /// Makes a client with the settings of the environment.
    ///
    /// - `COMPOSIO_API_KEY`: a project's key. If it is not set, `COMPOSIO_USER_API_KEY` or else `COMPOSIO_ORG_API_KEY`
    ///   is used.
    /// - `COMPOSIO_BASE_URL`: the router's base URL, if it is not the hosted API.
    /// - `COMPOSIO_ORG_ID` and `COMPOSIO_PROJECT_ID`: the project that a user's or an organisation's key is used for.
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`] if there is no key, or a setting cannot be used.
    pub fn from_env() -> Result<Self, Error> {
        ToolRouterBuilder::from_env().build()
    }

    /// Makes a client of the hosted API with a project's API key.
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`] if the key is malformed.
    pub fn new(api_key: impl Into<String>) -> Result<Self, Error> {
        Self::builder().api_key(api_key).build()
    }

    /// Starts building a client with custom settings.
    pub fn builder() -> ToolRouterBuilder {
        ToolRouterBuilder::default()
    }

    /// The same client, with a hook around every tool that its sessions run.
    ///
    /// Sessions that another client or clone has made do not have it.
    #[must_use = "the client is given back with the hook"]
    pub fn with_hook(mut self, hook: impl ToolHook) -> Self {
        Arc::make_mut(&mut self.shared).hooks.add(hook);
        self
    }

    pub(crate) fn hooks(&self) -> &Hooks {
        &self.shared.hooks
    }

    /// The router's base URL.
    #[must_use]
    pub fn base_url(&self) -> &Url {
        self.shared.transport.base()
    }

    fn over(transport: Transport) -> Self {
        Self {
            shared: Arc::new(Shared { transport: Arc::new(transport), hooks: Hooks::default() }),
            #[cfg(feature = "local")]
            embedded: None,
        }
    }

    pub(crate) async fn send(&self, request: Request) -> Result<Answer, Error> {
        self.shared.transport.send(request).await
    }

    /// Whether an MCP endpoint may be at `url`: on the router's own origin, or on the one named beside it.
    pub(crate) fn serves_mcp_at(&self, url: &Url) -> bool {
        self.shared.transport.serves_mcp_at(url)
    }

    pub(crate) fn credential(&self) -> &Credential {
        self.shared.transport.credential()
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
