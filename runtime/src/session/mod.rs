//! A live session: its connections, its tools, and their outcomes.

mod any;
mod auth_link;
mod authorize;
mod connected_account;
mod connections;
mod create;
mod delete;
mod execute;
mod execution;
mod files;
mod history;
mod input;
mod live;
mod manage;
mod mcp;
mod observe;
mod opening;
mod proxy;
mod refresh;
mod resolve;
mod retrieve;
mod run;
mod scrub;
mod search;
mod search_outcome;
mod sharing;
mod showing;
mod told;
mod toolbox;
mod toolkits;
mod tools;
mod trace;
mod update;
mod waiting;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::ToolRouter;
use crate::config::StoredConfig;
use crate::error::MissingConnection;
use crate::hooks::ToolHook;
use crate::ids::{SessionId, UserId};
use crate::mcp::ServesMcp;
use crate::opaque::Opaque;
use crate::spec::SessionSpec;

pub use self::any::{AnyAgent, AnySession};
pub use self::auth_link::{AuthLink, WaitRequest};
pub use self::authorize::AuthorizeRequest;
pub use self::connected_account::{AuthConfigInfo, ConnectedAccount};
pub use self::connections::{Connection, ConnectionRequest, ConnectionsRequest};
pub(crate) use self::create::create;
pub use self::delete::DeleteRequest;
pub use self::execute::ExecuteRequest;
pub use self::execution::{Blocked, BlockedReason, Completed, Execution, Failed, InstantCharge, UnknownOutcome};
pub use self::files::{DeleteFileRequest, DownloadRequest, FileInfo, Files, FilesRequest, UploadRequest};
pub use self::history::{ConfigHistoryRequest, ConfigVersion};
pub(crate) use self::input::Call;
pub use self::input::{InputRequest, InputRequired, InputResponse};
pub(crate) use self::live::Live;
pub use self::live::Warning;
pub use self::manage::{ManageConnectionsRequest, ManagedConnection};
pub use self::mcp::McpEndpoint;
pub use self::opening::Opening;
pub(crate) use self::opening::{Work, work};
pub use self::proxy::{BinaryData, ProxyBody, ProxyExecution, ProxyInput, ProxyMethod, ProxyRequest, ProxyResponse};
pub use self::refresh::RefreshRequest;
pub use self::retrieve::RetrieveRequest;
pub(crate) use self::run::Runner;
pub use self::run::{RunAllRequest, RunRequest};
pub use self::search::{SearchRequest, UseCase};
pub use self::search_outcome::{SearchOutcome, SearchResult, ToolSchema, ToolkitConnection};
pub use self::sharing::Sharing;
pub use self::showing::{ConnectionEvent, ConnectionEvents};
pub(crate) use self::showing::{SendEvents, ShowLinks};
pub use self::toolbox::{Toolbox, ToolboxToolsRequest};
pub use self::toolkits::{ToolkitAccount, ToolkitInfo, ToolkitMeta, ToolkitsRequest};
pub use self::tools::{ToolInfo, ToolkitName, ToolsRequest};
#[cfg(feature = "custom-tools")]
pub(crate) use self::trace::TRACED;
pub use self::update::{LeavesNoAccountToRunTime, Pinnable, SessionUpdate, Setting, UnpinsAccounts};
pub use crate::accounts::ConnectedAccountRequest;
pub use tool_router_core::MetaTool;

/// A session of the agent `S` on a router, for one user: what the agent calls its tools through.
///
/// ```no_run
/// use serde_json::json;
/// use tool_router::model::ToolCall;
/// # use tool_router::{Error, Session, tool_router_session};
/// # #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
/// # struct InboxAgent;
/// # async fn example(session: Session<InboxAgent>) -> Result<(), Error> {
/// // What the declaration names, checked by the compiler:
/// let newest = json!({ "max_results": 5 });
/// let mails = session.execute(InboxAgent::GMAIL_FETCH_EMAILS, newest).await?.into_data()?;
/// // What the model chose, checked against the declaration:
/// let call = ToolCall::new("GMAIL_FETCH_EMAILS", json!({ "max_results": 5 }));
/// let answer = session.run(call).await?;
/// // A link for the user, where the agent may make one:
/// let link = session.authorize(InboxAgent::GMAIL).await?;
/// # Ok(())
/// # }
/// ```
///
/// | to | there is |
/// | --- | --- |
/// | run the calls that a model makes | [`run`](Self::run), [`run_all`](Self::run_all), [`resume`](Self::resume) |
/// | put several sessions into one loop, or one into a framework | [`Toolbox`], [`callable_tools`](Self::callable_tools) |
/// | call a tool | [`execute`](Self::execute), [`execute_named`](Self::execute_named), [`execute_meta`](Self::execute_meta) |
/// | go on once the user has answered | [`respond`](Self::respond) |
/// | tell the model what there is | [`tools`](Self::tools), [`search`](Self::search), [`toolkits`](Self::toolkits) |
/// | connect the user's accounts | [`authorize`](Self::authorize), [`connection`](Self::connection), [`connections`](Self::connections) |
/// | hand it to an MCP client | [`mcp`](Self::mcp) |
/// | change it, see what others changed, end it | [`update`](Self::update), [`refresh`](Self::refresh), [`delete`](Self::delete) |
///
/// It is a value, not a connection: dropping it ends nothing on the router. [`ToolRouter::retrieve`] finds it again by
/// its [`id`](Self::id).
///
/// It is a snapshot: an [update](Self::update) and a [refresh](Self::refresh) give the session as it is then. Cloning costs a
/// count, and the requests that it makes own all that they need, so that they can be spawned and kept.
///
/// # Keeping a session
///
/// In a struct, the agent is its parameter:
///
/// ```
/// use serde_json::{Value, json};
/// use tool_router::{Error, Session, tool_router_session};
///
/// #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
/// struct InboxAgent;
///
/// struct Assistant {
///     session: Session<InboxAgent>,
///     read: usize,
/// }
///
/// impl Assistant {
///     async fn newest_mails(&mut self) -> Result<Value, Error> {
///         self.read += 5;
///         let newest = json!({ "max_results": 5 });
///         self.session.execute(InboxAgent::GMAIL_FETCH_EMAILS, newest).await?.into_data()
///     }
/// }
/// ```
///
/// In a map, there is one for each user; a server keeps the map in its shared state. The lock is held while a session is
/// created, so that nobody gets two; where `create` waits for the user to connect, have a lock for each user. For agents of several
/// types the values are [`AnySession`]s.
///
/// ```
/// use std::collections::HashMap;
/// use tokio::sync::Mutex;
/// use tool_router::{Error, Session, ToolRouter, UserId};
/// # use tool_router::tool_router_session;
/// # #[tool_router_session(toolkits = ["gmail"])]
/// # struct InboxAgent;
///
/// struct Sessions {
///     router: ToolRouter,
///     by_user: Mutex<HashMap<UserId, Session<InboxAgent>>>,
/// }
///
/// impl Sessions {
///     async fn of(&self, user: UserId) -> Result<Session<InboxAgent>, Error> {
///         let mut by_user = self.by_user.lock().await;
///         if let Some(session) = by_user.get(&user) {
///             return Ok(session.clone());
///         }
///         let session = InboxAgent::session(user.clone()).create(&self.router).await?;
///         by_user.insert(user, session.clone());
///         Ok(session)
///     }
/// }
/// ```
///
/// In a task, a clone of it does the work; so does a request alone, which borrows nothing:
///
/// ```
/// use serde_json::json;
/// use tokio::task::JoinHandle;
/// use tool_router::{Error, Execution, Session};
/// # use tool_router::tool_router_session;
/// # #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"]))]
/// # struct InboxAgent;
///
/// type Task = JoinHandle<Result<Execution, Error>>;
///
/// fn in_the_background(session: &Session<InboxAgent>) -> [Task; 2] {
///     let own = session.clone();
///     let fetched = tokio::spawn(async move {
///         let unread = json!({ "query": "is:unread" });
///         own.execute(InboxAgent::GMAIL_FETCH_EMAILS, unread).await
///     });
///     let mail = json!({ "recipient_email": "ada@example.com", "body": "Hello" });
///     let sent = tokio::spawn(session.execute(InboxAgent::GMAIL_SEND_EMAIL, mail).into_future());
///     [fetched, sent]
/// }
/// ```
#[must_use = "an update gives the session anew: go on with that one"]
pub struct Session<S> {
    live: Opaque<Arc<Live>>,
    agent: PhantomData<fn() -> S>,
}

impl<S> Session<S> {
    /// The session's id, to [retrieve](ToolRouter::retrieve) it by.
    #[must_use]
    pub fn id(&self) -> &SessionId {
        &self.live.id
    }

    /// The user whose accounts the session uses.
    #[must_use]
    pub fn user_id(&self) -> &UserId {
        &self.live.user_id
    }

    /// The configuration as the router stores it, defaults included.
    #[must_use]
    pub fn config(&self) -> &StoredConfig {
        &self.live.config
    }

    /// The configuration's version: 1 at first, and one more with each change.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.live.version
    }

    /// The meta tools that the session gives its agent.
    #[must_use]
    pub fn meta_tools(&self) -> &[MetaTool] {
        &self.live.meta_tools
    }

    /// The router's warnings about the configuration.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.live.warnings
    }

    /// Text for the agent's prompt, if the router wrote one. It is returned only on creation.
    #[must_use]
    pub fn assistive_prompt(&self) -> Option<&str> {
        self.live.assistive_prompt.as_deref()
    }

    /// The declared settings that cannot be compared with the router's stored configuration, because its answers do not
    /// repeat them: hooks and permissions, for example. It is empty for a session that this program created: the router
    /// accepted what was sent.
    #[must_use]
    pub fn unverified(&self) -> &[Setting] {
        &self.live.unverified
    }

    /// The toolkits that the session was created without, because they were not connected then, each with the state of its
    /// account: those of an agent that declares `missing = skip`.
    ///
    /// An [update](Self::update) brings them back, and the preloads that were dropped with them. A session that was
    /// [retrieved](ToolRouter::retrieve) does not know of them.
    ///
    /// ```no_run
    /// # use tool_router::{ToolRouter, tool_router_session};
    /// use tool_router::session::Setting;
    ///
    /// #[tool_router_session(
    ///     app = automation,
    ///     toolkits = ["gmail", "slack"],
    ///     manage_connections(disable, missing = skip),
    /// )]
    /// struct Digest;
    ///
    /// # async fn example(router: ToolRouter) -> Result<(), tool_router::Error> {
    /// let session = Digest::session("user_123").create(&router).await?;
    /// for toolkit in session.left_out() {
    ///     println!("without {toolkit}");
    /// }
    /// // Once the user has connected them:
    /// let session = session.update().restore(Setting::Toolkits).restore(Setting::Preload).await?;
    /// assert!(session.left_out().is_empty());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn left_out(&self) -> &[MissingConnection] {
        &self.live.left_out
    }

    /// Returns where an MCP client reaches this session, and with which headers. Only for agents that declare `mcp`.
    ///
    /// The headers hold the API key: a client that gets them can use this session, and whatever else the key allows.
    /// Custom tools run in this program, so MCP clients do not have them.
    ///
    /// ```no_run
    /// # use tool_router::{ToolRouter, tool_router_session};
    /// #[tool_router_session(toolkits = ["gmail"], mcp)]
    /// struct MailServer;
    ///
    /// # async fn example(router: ToolRouter) -> Result<(), tool_router::Error> {
    /// let session = MailServer::session("user_123").create(&router).await?;
    /// let endpoint = session.mcp();
    /// // What an MCP client is configured with.
    /// let (url, headers) = (endpoint.url(), endpoint.headers());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn mcp(&self) -> McpEndpoint
    where
        S: ServesMcp,
    {
        self.live.mcp_endpoint()
    }

    /// The router that the session is on.
    #[must_use]
    pub fn router(&self) -> &ToolRouter {
        &self.live.router
    }

    /// The same session with a hook around the tools that it runs. An [update](Self::update) and a [refresh](Self::refresh) keep
    /// it; the router does not store it.
    #[must_use = "the session is given back with the hook"]
    pub fn with_hook(self, hook: impl ToolHook) -> Self {
        let mut live = Arc::unwrap_or_clone(self.live.into_inner());
        live.hooks.add(hook);
        Self { live: Opaque::new(Arc::new(live)), agent: PhantomData }
    }

    /// Deletes the session from the router. The user's connected accounts stay. Deleting a missing session succeeds.
    ///
    /// # Errors
    ///
    /// The [errors of every request](crate::error#errors-of-every-request), but for a session that is missing.
    pub fn delete(&self) -> DeleteRequest {
        DeleteRequest { live: Arc::clone(&self.live) }
    }
}

impl<S: SessionSpec> Session<S> {
    /// Reads the session's configuration again, and holds it to the declaration as [`ToolRouter::retrieve`] does. It gives the
    /// session as it is now.
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) when the session is gone, and
    /// [`Error::WiderThanDeclared`](crate::Error::WiderThanDeclared) when somebody else has widened it.
    pub fn refresh(&self) -> RefreshRequest<S> {
        RefreshRequest { live: self.live.clone(), agent: PhantomData }
    }
}

impl<S> Clone for Session<S> {
    fn clone(&self) -> Self {
        Self { live: self.live.clone(), agent: PhantomData }
    }
}

impl<S> fmt::Debug for Session<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.live.fmt(formatter)
    }
}

impl Live {
    fn preloads_all(&self) -> bool {
        self.config.preload.is_all()
    }

    /// The path of a request below this session.
    fn path<'a>(&'a self, last: &'a str) -> [&'a str; 4] {
        ["tool_router", "session", self.id.as_str(), last]
    }
}

#[cfg(test)]
pub(crate) mod tests;
