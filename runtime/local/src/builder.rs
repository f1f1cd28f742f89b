//! The settings that an embedded router is started with.

use std::{collections::HashSet, fmt, path::PathBuf, sync::Arc, time::Duration};

use secrecy::{SecretBox, SecretString};
use tool_router_core::config::LINK_LIFETIME;

use super::{BoxFuture, LocalError, LocalRouter, LocalToolkit, SandboxProvider, hooks};

pub(crate) type EncryptionKey = SecretBox<[u8; 32]>;

/// Where a router stores its persistent state.
#[derive(Clone, Debug, Default)]
pub(crate) enum StoreKind {
    #[default]
    Memory,
    File(PathBuf),
}

/// Starts a [`LocalRouter`].
///
/// # Examples
///
/// A router that keeps its connections over restarts:
///
/// ```no_run
/// # mod tool_router { pub use tool_router_local as local; }
/// # async fn start() -> Result<(), tool_router::local::LocalError> {
/// use std::time::Duration;
/// use tool_router::local::{Gmail, LocalRouter};
///
/// let gmail = Gmail::builder("my-client.apps.googleusercontent.com").client_secret("secret").build();
/// let router = LocalRouter::builder()
///     .toolkit(gmail)
///     .store_file("tool-router.db")
///     .link_lifetime(Duration::from_secs(300))
///     .start()
///     .await?;
/// println!("listening on {}", router.url());
/// # Ok(())
/// # }
/// ```
#[must_use = "a builder does nothing until it is started"]
pub struct LocalRouterBuilder {
    pub(crate) toolkits: Vec<Arc<dyn LocalToolkit>>,
    pub(crate) sandbox: Option<SandboxProvider>,
    pub(crate) store: StoreKind,
    pub(crate) encryption_key: Option<EncryptionKey>,
    pub(crate) api_key: Option<SecretString>,
    pub(crate) port: u16,
    pub(crate) link_lifetime: Duration,
    pub(crate) session_webhook: Option<hooks::Settings>,
    pub(crate) verifier: Option<String>,
    /// Whether sessions can name auth configs that are not there for every toolkit, and not for the sandbox's alone.
    pub(crate) any_auth_config: bool,
    /// The toolkits that stand for others in tests, with the tools that a test needs.
    pub(crate) fakes: HashSet<String>,
}

impl Default for LocalRouterBuilder {
    fn default() -> Self {
        Self {
            toolkits: Vec::new(),
            sandbox: None,
            store: StoreKind::default(),
            encryption_key: None,
            api_key: None,
            port: 0,
            link_lifetime: LINK_LIFETIME,
            session_webhook: None,
            verifier: None,
            any_auth_config: false,
            fakes: HashSet::new(),
        }
    }
}

impl LocalRouterBuilder {
    /// Adds a toolkit.
    pub fn toolkit(mut self, toolkit: impl LocalToolkit) -> Self {
        self.toolkits.push(Arc::new(toolkit));
        self
    }

    /// Adds the toolkits of the sandbox provider, which is served under `/sandbox/` of the router: no account and no
    /// network are needed. A [toolkit](Self::toolkit) that is added under the same slug is used instead of the
    /// provider's.
    ///
    /// Sessions can name any auth config for the sandbox's toolkits: an id that this router does not have, such as one of the
    /// hosted service, is taken for an auth config with the settings of the toolkit's own. For a toolkit that is added, it has
    /// to exist.
    pub fn sandbox(mut self, sandbox: SandboxProvider) -> Self {
        self.sandbox = Some(sandbox);
        self
    }

    /// Stores sessions and connections in this SQLite file. The file is created if it does not exist, readable only by
    /// its owner. By default, they are kept in memory and end with the router.
    ///
    /// Tokens are encrypted with [`encryption_key`](Self::encryption_key), or else with a key that is created beside
    /// the file as `<file>.key`, with the same permissions. Keep both files together: neither is usable without the
    /// other. Neither is used if other users of the machine can read or write it.
    ///
    /// One router at a time uses the file; it holds the lock `<file>.lock` until it has stopped.
    pub fn store_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.store = StoreKind::File(path.into());
        self
    }

    /// Encrypts the tokens in the store with this key. The key of a store cannot be changed.
    pub fn encryption_key(mut self, key: [u8; 32]) -> Self {
        self.encryption_key = Some(SecretBox::new(Box::new(key)));
        self
    }

    /// Sets the API key that requests must send. By default, a random key is generated at every start.
    pub fn api_key(mut self, key: impl Into<String>) -> Self {
        self.api_key = Some(key.into().into());
        self
    }

    /// Listens on this port of 127.0.0.1. By default, or with 0, the system chooses one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Sets how long a connect link is valid. The default is ten minutes.
    pub fn link_lifetime(mut self, lifetime: Duration) -> Self {
        self.link_lifetime = lifetime;
        self
    }

    /// Sets the session webhook: the endpoint that is asked about each call in sessions whose hooks have the handler `webhook`,
    /// and the secret that requests to it are signed with. Without one, such sessions are refused.
    ///
    /// Before or after a tool runs, or a toolkit's own API is called, the router posts the call with the headers `webhook-id`,
    /// `webhook-timestamp` and `webhook-signature`, as [Standard Webhooks](https://www.standardwebhooks.com) has them, and
    /// waits. `{"action": "allow"}` lets the call go on; `{"action": "block", "message": "…"}` blocks it, or withholds its
    /// result. The crate `tool-router` verifies the requests and makes the answers, with its feature `webhooks`.
    ///
    /// An endpoint that cannot be reached, does not answer within seconds, or answers anything else blocks the call too: here the
    /// embedded router is stricter than the hosted one. The body's `data` has the `hook`, `session_id`, `user_id`,
    /// `toolkit_slug`, `connected_account_id` and `call_type`: `tool` with `tool_slug` and `arguments`, or `proxy` with the
    /// `request`; after the call also its `result`.
    ///
    /// The URL has to be https, or on this machine, and the secret at least 16 bytes long.
    pub fn session_webhook(mut self, url: impl Into<String>, secret: impl Into<String>) -> Self {
        self.session_webhook = Some(hooks::Settings { url: url.into(), secret: secret.into().into() });
        self
    }

    /// Has the application confirm the user of each OAuth connection before it is made.
    ///
    /// After the provider, the user's browser is sent to this URL of the application with a parameter `session_uri`. The
    /// application checks who is signed in there, and redeems the session URI for that user with
    /// `POST /connected_accounts/complete_auth`, within ten minutes and once. A connection of another user fails. Without this,
    /// whoever opens a link connects the account.
    pub fn callback_verifier(mut self, url: impl Into<String>) -> Self {
        self.verifier = Some(url.into());
        self
    }

    /// Starts the router, on the Tokio runtime that this is awaited in. Dropping the future stops what was started.
    ///
    /// # Errors
    ///
    /// [`LocalError`] if the port is taken, the store cannot be opened, is in use or has another key, or two toolkits have
    /// the same slug, or the session webhook is not usable.
    ///
    /// # Panics
    ///
    /// Awaiting it panics outside a Tokio runtime with I/O and time enabled.
    pub fn start(self) -> BoxFuture<'static, Result<LocalRouter, LocalError>> {
        Box::pin(LocalRouter::start(self))
    }
}

impl fmt::Debug for LocalRouterBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let toolkits: Vec<_> = self.toolkits.iter().map(|toolkit| toolkit.slug()).collect();
        f.debug_struct("LocalRouterBuilder")
            .field("toolkits", &toolkits)
            .field("sandbox", &self.sandbox.is_some())
            .field("store", &self.store)
            .field("port", &self.port)
            .field("link_lifetime", &self.link_lifetime)
            .field("session_webhook", &self.session_webhook.is_some())
            .finish_non_exhaustive()
    }
}
