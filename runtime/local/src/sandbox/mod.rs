//! The sandbox provider: an OAuth 2.0 authorization server and small apps, in memory, with fictional people.
//!
//! With it, a first run, a demo or a test goes through a real authorization and reads realistic data, without an
//! account and without a network. An app is a [`SandboxApp`](app::SandboxApp) in a module of [`apps`]. It is as strict as a good provider: PKCE S256 is required, redirect URIs are compared
//! exactly, codes and refresh tokens work once, and reusing one revokes everything issued from it. Its pages state that
//! nothing on them is real.

mod app;
mod apps;
mod bounded;
mod oauth;
mod people;
mod secret;
mod server;
#[cfg(test)]
pub(crate) mod test_support;
#[cfg(feature = "testing")]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{Json, Router, extract::DefaultBodyLimit, http::StatusCode};
use secrecy::SecretString;
use serde_json::{Value, json};
use tower_http::timeout::TimeoutLayer;
use url::Url;

pub use self::server::SandboxServer;
use self::{
    app::{Authority, Place, SandboxApp},
    oauth::{Client, Consents, Grants, Lifetimes},
};
use super::{BoxFuture, GitHub, Gmail, LocalToolkit, Slack, limits};

/// The largest request body in bytes.
const MAX_BODY_BYTES: usize = 4 * 1024 * 1024;

/// The sandbox provider. Clones share one state.
///
/// # Examples
///
/// On its own port, for an OAuth client whose callback is `/oauth/callback` on any port of loopback:
///
/// ```
/// # mod tool_router { pub use tool_router_local as local; }
/// use tool_router::local::{LocalToolkit, SandboxProvider};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = SandboxProvider::new("http://127.0.0.1/oauth/callback".parse()?);
/// let server = sandbox.spawn().await?;
/// let gmail = sandbox.gmail(server.url());
/// assert_eq!(gmail.slug(), "gmail");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct SandboxProvider {
    state: Arc<State>,
    apps: Vec<Arc<dyn SandboxApp>>,
}

/// What the apps share.
struct State {
    client: Client,
    consents: Mutex<Consents>,
    grants: Mutex<Grants>,
}

/// Locks `mutex`. State left by a handler that panicked is good enough for a sandbox.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the original may have at this path, and the sandbox does not.
async fn absent() -> (StatusCode, Json<Value>) {
    let message = "The sandbox does not have this part of the API.";
    (StatusCode::NOT_FOUND, Json(json!({ "message": message, "error": { "code": 404, "message": message } })))
}

impl SandboxProvider {
    /// A provider whose one OAuth client may redirect to `redirect_uri`.
    pub fn new(redirect_uri: Url) -> Self {
        Self::builder().redirect_uri(redirect_uri).build()
    }

    /// Starts building a provider. The defaults: no redirect URI, access tokens valid for one hour, codes for one
    /// minute.
    pub fn builder() -> SandboxProviderBuilder {
        SandboxProviderBuilder {
            client_id: "sandbox".into(),
            client_secret: secret::random_token().into(),
            redirect_uris: Vec::new(),
            lifetimes: Lifetimes::default(),
        }
    }

    /// The routes, for mounting at the root of a server or under a path.
    pub(crate) fn router(&self) -> Router {
        let router = self.apps.iter().fold(Router::new(), |router, app| {
            let authority = Authority::new(Arc::clone(&self.state), app.slug());
            let oauth = oauth::routes(Arc::clone(&self.state), Arc::clone(app));
            let app_router = Router::new()
                // Nobody has to authenticate for its forms, so they are small.
                .merge(oauth.layer(DefaultBodyLimit::max(limits::FORM)))
                .merge(app.api(authority).layer(DefaultBodyLimit::max(MAX_BODY_BYTES)))
                .fallback(absent);
            router.nest(&format!("/{}", app.slug()), app_router)
        });
        router.layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, limits::REQUEST))
    }

    /// The toolkits of all apps, configured for this provider mounted at `base`.
    pub(crate) fn toolkits(&self, base: &Url) -> impl Iterator<Item = Arc<dyn LocalToolkit>> {
        self.apps.iter().map(|app| app.toolkit(&self.place(base, app.slug())))
    }

    /// The Gmail toolkit, configured for this provider mounted at `base`.
    pub fn gmail(&self, base: &Url) -> Gmail {
        apps::gmail::toolkit(&self.place(base, apps::gmail::GmailApp::SLUG))
    }

    /// The Slack toolkit, configured for this provider mounted at `base`.
    pub fn slack(&self, base: &Url) -> Slack {
        apps::slack::toolkit(&self.place(base, apps::slack::SlackApp::SLUG))
    }

    /// The GitHub toolkit, configured for this provider mounted at `base`.
    pub fn github(&self, base: &Url) -> GitHub {
        apps::github::toolkit(&self.place(base, apps::github::GitHubApp::SLUG))
    }

    fn place(&self, base: &Url, app: &str) -> Place<'_> {
        Place::new(base, app, &self.state.client)
    }

    /// Serves only the provider, on a free port of 127.0.0.1, until the returned server is dropped.
    ///
    /// # Errors
    ///
    /// If the port cannot be opened.
    ///
    /// # Panics
    ///
    /// Awaiting it panics outside a Tokio runtime with I/O enabled.
    pub fn spawn(&self) -> BoxFuture<'static, std::io::Result<SandboxServer>> {
        Box::pin(SandboxServer::start(self.router()))
    }
}

/// For an embedded router, on any port and under any name of the loopback interface.
impl Default for SandboxProvider {
    fn default() -> Self {
        let callbacks = ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("http://{host}/oauth/callback"));
        let callbacks = callbacks.iter().filter_map(|callback| Url::parse(callback).ok());
        callbacks.fold(Self::builder(), SandboxProviderBuilder::redirect_uri).build()
    }
}

impl std::fmt::Debug for SandboxProvider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SandboxProvider").field("client", &self.state.client).finish_non_exhaustive()
    }
}

/// Configures a [`SandboxProvider`].
#[derive(Debug)]
#[must_use]
pub struct SandboxProviderBuilder {
    client_id: String,
    client_secret: SecretString,
    redirect_uris: Vec<Url>,
    lifetimes: Lifetimes,
}

impl SandboxProviderBuilder {
    /// Sets the OAuth client. The default is `sandbox` with a random secret.
    pub fn client(mut self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.client_id = id.into();
        self.client_secret = secret.into().into();
        self
    }

    /// Adds a redirect URI of the client. It is compared exactly, except that any port is accepted on loopback (RFC
    /// 8252).
    pub fn redirect_uri(mut self, uri: Url) -> Self {
        self.redirect_uris.push(uri);
        self
    }

    /// Sets how long access tokens are valid. The default is one hour; with zero, they are expired from the start.
    pub fn access_token_ttl(mut self, ttl: Duration) -> Self {
        self.lifetimes.access_token = ttl;
        self
    }

    /// Sets how long authorization codes are valid. The default is one minute.
    pub fn code_ttl(mut self, ttl: Duration) -> Self {
        self.lifetimes.code = ttl;
        self
    }

    /// Builds the provider, whose apps have fresh data.
    pub fn build(self) -> SandboxProvider {
        SandboxProvider {
            state: Arc::new(State {
                client: Client::new(self.client_id, self.client_secret, self.redirect_uris),
                consents: Mutex::default(),
                grants: Mutex::new(Grants::new(self.lifetimes)),
            }),
            apps: apps::all(),
        }
    }
}
