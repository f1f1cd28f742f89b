//! The state that all handlers share.

use std::{ops::Deref, sync::Arc, time::Duration};

use secrecy::SecretString;
use tokio::sync::Notify;

use super::{
    auth_configs::AuthConfigs, changes::Changes, connect::CallbackUrl, feedback::FeedbackLog, hooks::Webhook,
    http::HttpClients, mcp::endpoints::Endpoints, refreshes::Refreshes, registered::RegisteredToolkits,
    running::Running, sessions::files::Transfers, store::Store, testing::Script, vault::Vault, work::Work,
};

/// A running router, cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct App(Arc<Shared>);

#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) store: Store,
    pub(crate) vault: Vault,
    pub(crate) registered: RegisteredToolkits,
    pub(crate) auth_configs: AuthConfigs,
    pub(crate) changes: Changes,
    pub(crate) http: HttpClients,
    pub(crate) mcp: Endpoints,
    pub(crate) refreshes: Refreshes,
    pub(crate) running: Running,
    pub(crate) webhook: Option<Webhook>,
    pub(crate) feedback: Arc<FeedbackLog>,
    pub(crate) transfers: Transfers,
    pub(crate) script: Script,
    pub(crate) work: Work,
    pub(crate) api_key: SecretString,
    /// The listener's origin, e.g. `http://127.0.0.1:PORT`.
    pub(crate) origin: String,
    /// When the router was started, in milliseconds since the Unix epoch.
    pub(crate) started: i64,
    pub(crate) link_lifetime: Duration,
    /// Where the application confirms the user of a connection, if it does.
    pub(crate) verifier: Option<CallbackUrl>,
    /// Notified when a link was made that may expire before all others.
    pub(crate) new_link: Notify,
}

impl App {
    pub(crate) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
