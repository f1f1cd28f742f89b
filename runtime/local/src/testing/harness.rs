//! A router on a thread of its own.

use std::{
    fmt, io,
    sync::{
        Mutex, PoisonError,
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use serde_json::Value;
use tokio::{
    runtime::{Builder, Handle, Runtime},
    sync::oneshot,
};
use url::Url;

use super::{
    CallOutcome, Entry, FakeToolkit, Mailbox, OnCall, Person, RecordedCall, Repositories, TestError, Workspace,
};
use crate::{BoxFuture, LocalError, LocalRouter, LocalRouterBuilder, LocalToolkit, SandboxProvider, state::App};

/// How long whoever ends a router waits for its thread. It takes longer only if a toolkit keeps the thread.
const PATIENCE: Duration = Duration::from_secs(2);

/// An embedded router with a thread and a runtime of its own, so that it answers whatever the test's own threads do.
///
/// It stops when it is dropped, at once: requests that run are not answered any more.
pub struct Harness {
    pub(super) app: App,
    pub(super) sandbox: SandboxProvider,
    router: Address,
    runtime: Handle,
    running: Mutex<Option<Running>>,
}

/// Where the router is, and the key to it.
struct Address {
    url: Url,
    api_key: String,
}

/// Dropping `stop` ends the thread, and that ends `ended`.
struct Running {
    stop: oneshot::Sender<()>,
    ended: Receiver<()>,
    thread: JoinHandle<()>,
}

/// What the thread tells once the router has started.
struct Started {
    app: App,
    router: Address,
    runtime: Handle,
}

impl Harness {
    /// Starts a router with these settings, and with the sandbox provider.
    ///
    /// # Errors
    ///
    /// As [`LocalRouterBuilder::start`], and [`LocalError::Thread`].
    pub fn start(builder: LocalRouterBuilder, fakes: Vec<FakeToolkit>) -> BoxFuture<'static, Result<Self, LocalError>> {
        Box::pin(async move {
            let mut sandbox = builder.sandbox.clone().unwrap_or_default();
            let slugs = fakes.iter().map(|fake| fake.slug().to_owned()).collect();
            let mut builder = LocalRouterBuilder { any_auth_config: true, fakes: slugs, ..builder };
            for fake in fakes {
                if fake.is_connected() { sandbox.serve(fake) } else { builder = builder.toolkit(fake) }
            }
            Self::run(builder.sandbox(sandbox.clone()), sandbox).await
        })
    }

    async fn run(builder: LocalRouterBuilder, sandbox: SandboxProvider) -> Result<Self, LocalError> {
        let failed = |source| LocalError::Thread { source };
        let runtime = Builder::new_current_thread().enable_all().build().map_err(failed)?;
        let (started, starting) = oneshot::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let (alive, ended) = mpsc::channel::<()>();
        let serving = move || {
            // Dropped last.
            let _alive = alive;
            serve(runtime, builder, started, stopped);
        };
        let thread = thread::Builder::new().name("tool-router-test".to_owned()).spawn(serving).map_err(failed)?;
        let gone = |_| failed(io::Error::other("it ended before the router had started"));
        let Started { app, router, runtime } = starting.await.map_err(gone)??;
        let running = Mutex::new(Some(Running { stop, ended, thread }));
        Ok(Self { app, sandbox, router, runtime, running })
    }

    /// The base URL.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.router.url
    }

    /// The API key.
    #[must_use]
    pub fn api_key(&self) -> &str {
        &self.router.api_key
    }

    /// Ends the router at once, and its thread with it.
    pub fn stop(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(Running { stop, ended, thread }) = running else { return };
        drop(stop);
        // A toolkit on the router's own thread may be the last owner.
        if thread::current().id() == thread.thread().id() {
            return;
        }
        // Nothing is ever sent: the thread is at its end, or a toolkit keeps it.
        if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Disconnected) {
            // What a panic there was about has been printed.
            let _ = thread.join();
        }
    }

    /// Says what calls of a tool do.
    ///
    /// # Panics
    ///
    /// If the router does not serve the tool.
    #[track_caller]
    pub fn on_call(&self, tool: &str) -> OnCall {
        OnCall::new(self.app.clone(), tool)
    }

    /// Every call so far, in the order in which they began.
    #[must_use]
    pub fn calls(&self) -> Vec<RecordedCall> {
        self.app.script.calls()
    }

    /// Forgets the calls so far.
    pub fn forget_calls(&self) {
        self.app.script.forget_calls();
    }

    /// Writes down a call of a custom tool, which runs in its client: the router does not see it.
    pub fn begin_custom(&self, user_id: &str, session_id: &str, tool: &str, arguments: Value) -> Entry {
        self.app.script.begin_custom(RecordedCall::begun(user_id, session_id, tool, arguments))
    }

    /// Writes down how it ended.
    pub fn end_custom(&self, entry: Entry, outcome: CallOutcome) {
        self.app.script.end_custom(entry, outcome);
    }

    /// The slugs of all tools that the router serves, and of the custom tools of its sessions.
    #[must_use]
    pub fn tools(&self) -> Vec<String> {
        let own = self.app.registered.tools().map(|found| found.tool.slug.clone());
        own.chain(self.app.script.offered()).collect()
    }

    /// The mailbox of a person.
    ///
    /// # Panics
    ///
    /// If another toolkit took the place of Gmail.
    #[must_use]
    #[track_caller]
    pub fn mailbox(&self, person: Person) -> Mailbox {
        self.sandbox.mailbox(person).expect("the sandbox has a Gmail, unless a fake toolkit took its place")
    }

    /// The workspace of all people.
    ///
    /// # Panics
    ///
    /// If another toolkit took the place of Slack.
    #[must_use]
    #[track_caller]
    pub fn workspace(&self) -> Workspace {
        self.sandbox.workspace().expect("the sandbox has a Slack, unless a fake toolkit took its place")
    }

    /// The repositories of all people.
    ///
    /// # Panics
    ///
    /// If another toolkit took the place of GitHub.
    #[must_use]
    #[track_caller]
    pub fn repositories(&self) -> Repositories {
        self.sandbox.repositories().expect("the sandbox has a GitHub, unless a fake toolkit took its place")
    }

    /// Does something on the router's own runtime, which its connections belong to.
    pub(super) async fn on_its_thread<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, TestError>> + Send + 'static,
    ) -> Result<T, TestError> {
        match self.runtime.spawn(work).await {
            Ok(result) => result,
            Err(ended) if ended.is_cancelled() => Err(TestError::new("the router has stopped")),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.runtime.spawn(work);
    }
}

/// The router's thread, until `stopped` resolves, which it also does when the other end is dropped.
fn serve(
    runtime: Runtime,
    builder: LocalRouterBuilder,
    started: oneshot::Sender<Result<Started, LocalError>>,
    stopped: oneshot::Receiver<()>,
) {
    runtime.block_on(async {
        let router: LocalRouter = match builder.start().await {
            Ok(router) => router,
            Err(error) => {
                // Whoever started it may have gone.
                let _ = started.send(Err(error));
                return;
            }
        };
        let address = Address { url: router.url().clone(), api_key: router.api_key().to_owned() };
        let told = Started { app: router.app.clone(), router: address, runtime: Handle::current() };
        if started.send(Ok(told)).is_ok() {
            let _ = stopped.await;
        }
    });
    // What still runs is dropped, and not waited for.
    runtime.shutdown_background();
}

impl Drop for Harness {
    fn drop(&mut self) {
        self.stop();
    }
}

impl fmt::Debug for Harness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Harness").field("url", &self.router.url.as_str()).finish_non_exhaustive()
    }
}
