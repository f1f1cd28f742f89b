//! The running router.

use std::{collections::HashSet, fmt, net::Ipv4Addr, sync::Arc};

use axum::Router;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use tokio::{
    net::TcpListener,
    sync::{Notify, oneshot},
    task::JoinHandle,
    time::timeout,
};
use tool_router_core::cause::Cause;
use url::Url;

use super::{
    BoxFuture,
    auth_configs::AuthConfigs,
    builder::{LocalRouterBuilder, StoreKind},
    changes::Changes,
    connect,
    error::LocalError,
    feedback::{Feedback, FeedbackLog},
    hooks::{self, Webhook},
    http::HttpClients,
    limits,
    mcp::endpoints::Endpoints,
    random,
    refreshes::Refreshes,
    registered::RegisteredToolkits,
    routes,
    running::Running,
    serve::{Bounds, Connections},
    sessions::files::Transfers,
    state::{App, Shared},
    store::Store,
    testing::Script,
    toolkit::LocalToolkit,
    vault::{Vault, from_key_file, key_file},
    work::Work,
};

/// A Tool Router inside this process, on the loopback interface.
///
/// It implements the HTTP API of the hosted Tool Router: sessions, connect links and their page, OAuth 2.0, connected
/// accounts, meta tools and tools, and MCP for the clients that are given a session's endpoint. It runs until it is
/// stopped or dropped.
///
/// # What it does not have
///
/// - A sandbox for code, and instant tools: sessions say that they are off, with a warning, and their tools are not listed. Each
///   session has its files nevertheless.
/// - A model: hooks that take one (conditions in words, checks for injected prompts) are refused when a session is created, because
///   a check that is left out protects nobody. Hooks with the handler `webhook` are
///   [evaluated](LocalRouterBuilder::session_webhook).
/// - Toolkits beyond its own: a session that names another one is refused with the list of those that it serves.
///
/// # Examples
///
/// ```
/// # mod tool_router { pub use tool_router_local as local; }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), tool_router::local::LocalError> {
/// use tool_router::local::LocalRouter;
///
/// let router = LocalRouter::builder().start().await?;
/// assert_eq!(router.url().host_str(), Some("127.0.0.1"));
/// router.stop().await;
/// # Ok(())
/// # }
/// ```
#[must_use = "the router stops when it is dropped"]
pub struct LocalRouter {
    url: Url,
    api_key: SecretString,
    feedback: Arc<FeedbackLog>,
    stop: Option<oneshot::Sender<()>>,
    server: Option<JoinHandle<()>>,
    /// For tests, which inspect the router's state.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) app: App,
}

impl LocalRouter {
    /// Starts building a router. The defaults: no toolkits, a store in memory, a random API key, and a port that the
    /// system chooses.
    pub fn builder() -> LocalRouterBuilder {
        LocalRouterBuilder::default()
    }

    /// The base URL: `http://127.0.0.1:PORT/`.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The key that every API request must send. It is a secret.
    #[must_use]
    pub fn api_key(&self) -> &str {
        self.api_key.expose_secret()
    }

    /// What agents have said of the tools they ran, oldest first: the last 1,000 since the start.
    ///
    /// Sessions that are created with `submit_feedback` offer agents the tool for it.
    #[must_use]
    pub fn feedback(&self) -> Vec<Feedback> {
        self.feedback.all()
    }

    /// Stops the router: it answers the requests that run, refuses new ones, then closes the store.
    ///
    /// That takes at most about a minute, and mostly no time: waits for connections and questions to users end at once. A new
    /// request is answered with 503 and `x-should-retry: false` until the last one that runs is answered.
    ///
    /// It begins at once; the future tells when it is done, and dropping it does not end it.
    pub fn stop(mut self) -> BoxFuture<'static, ()> {
        if let Some(stop) = self.stop.take() {
            // If nothing receives this, the server has already ended.
            let _ = stop.send(());
        }
        let server = self.server.take();
        Box::pin(async move {
            if let Some(server) = server {
                let _ = server.await;
            }
        })
    }

    pub(crate) async fn start(builder: LocalRouterBuilder) -> Result<Self, LocalError> {
        let api_key = match builder.api_key {
            Some(key) => key,
            None => random::id("ak").map_err(LocalError::random)?.into(),
        };
        if !is_header_text(api_key.expose_secret()) {
            return Err(LocalError::InvalidApiKey);
        }
        let port = builder.port;
        let failed = |source| LocalError::Listen { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let origin = format!("http://{address}");
        let url = Url::parse(&origin).map_err(|error| failed(std::io::Error::other(error)))?;

        let mut toolkits = builder.toolkits;
        let slugs = |toolkits: &[Arc<dyn LocalToolkit>]| -> HashSet<String> {
            toolkits.iter().map(|toolkit| toolkit.slug().to_owned()).collect()
        };
        let own = slugs(&toolkits);
        if let Some(sandbox) = &builder.sandbox {
            let base = url.join(routes::SANDBOX_PATH).map_err(|error| failed(std::io::Error::other(error)))?;
            toolkits.extend(sandbox.toolkits(&base).filter(|toolkit| !own.contains(toolkit.slug())));
        }
        let mut taking_any_auth_config = slugs(&toolkits);
        if !builder.any_auth_config {
            taking_any_auth_config.retain(|slug| !own.contains(slug));
        }
        let registered = RegisteredToolkits::new(toolkits)?.with_fakes(builder.fakes);
        let webhook = builder.session_webhook;
        let webhook_url = webhook.as_ref().map(hooks::Settings::url).transpose()?;
        let http = HttpClients::with_webhook(&registered, webhook_url.as_ref())
            .map_err(|error| LocalError::HttpClient { source: Cause::new(error) })?;
        let webhook = webhook.map(|settings| Webhook::new(&settings, &http)).transpose()?;
        let feedback = Arc::<FeedbackLog>::default();
        let (store, vault) = open(builder.store, builder.encryption_key).await?;
        store.fail_interrupted().await.map_err(LocalError::store)?;
        let verifier = builder.verifier.as_deref().map(connect::CallbackUrl::parse).transpose();
        let started = Timestamp::now().as_millisecond();
        let stored = store.auth_configs().await.map_err(LocalError::store)?;
        let auth_configs =
            AuthConfigs::new(&registered, stored, started, taking_any_auth_config).map_err(LocalError::store)?;
        let app = App::new(Shared {
            store,
            vault,
            registered,
            auth_configs,
            changes: Changes::new(),
            http,
            mcp: Endpoints::default(),
            refreshes: Refreshes::default(),
            running: Running::default(),
            webhook,
            feedback: Arc::clone(&feedback),
            transfers: Transfers::default(),
            script: Script::default(),
            work: Work::default(),
            api_key: api_key.clone(),
            origin,
            started,
            link_lifetime: builder.link_lifetime,
            verifier: verifier.map_err(|_| LocalError::InvalidVerifier)?,
            new_link: Notify::new(),
        });
        let (stop, stopped) = oneshot::channel();
        let service = routes::router(&app, builder.sandbox.as_ref());
        let server = tokio::spawn(serve(listener, app.clone(), service, stopped));
        Ok(Self {
            url,
            api_key,
            feedback,
            stop: Some(stop),
            server: Some(server),
            #[cfg(any(test, feature = "testing"))]
            app,
        })
    }
}

/// Serves until `stopped` resolves, which it also does when the handle is dropped.
async fn serve(listener: TcpListener, app: App, service: Router, stopped: oneshot::Receiver<()>) {
    let expiry = tokio::spawn(connect::expire_links(app.clone()));
    let connections = Connections::new(Bounds::default());
    let stop = async {
        // Dropping the sender has the same effect as sending.
        let _ = stopped.await;
        app.running.stop();
        app.changes.close();
        // Until everything is answered, connections are still accepted: a toolkit that runs may call the sandbox provider.
        let _ = timeout(limits::DRAIN, app.running.finished()).await;
        app.mcp.close();
        connections.close(limits::SHUTDOWN).await;
    };
    tokio::join!(connections.serve(listener, service), stop);
    expiry.abort();
    // Pool connections still in use belong to abandoned requests.
    let _ = timeout(limits::SHUTDOWN, app.store.close()).await;
}

async fn open(kind: StoreKind, key: Option<super::builder::EncryptionKey>) -> Result<(Store, Vault), LocalError> {
    let (store, path) = match kind {
        StoreKind::Memory => (Store::in_memory().await?, None),
        StoreKind::File(path) => (Store::in_file(&path).await?, Some(path)),
    };
    let check = store.vault_check().await.map_err(LocalError::store)?;
    let vault = match (key, path) {
        (Some(key), _) => Vault::new(key.expose_secret()),
        (None, Some(path)) => from_key_file(&key_file(&path), check.is_none())?,
        (None, None) => Vault::ephemeral()?,
    };
    match check {
        Some(sealed) if vault.recognises(&sealed) => {}
        Some(_) => return Err(LocalError::WrongKey),
        None => {
            let check = vault.seal_check().map_err(LocalError::random)?;
            store.keep_vault_check(&check).await.map_err(LocalError::store)?;
        }
    }
    Ok((store, vault))
}

fn is_header_text(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

impl fmt::Debug for LocalRouter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalRouter").field("url", &self.url.as_str()).finish_non_exhaustive()
    }
}
