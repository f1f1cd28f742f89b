//! The typed builder of a session: it has what a declaration leaves to run time, and nothing that the declaration
//! forbids.

mod pending;
mod plan;
mod several;
mod slots;

use std::marker::PhantomData;

use crate::ToolRouter;
use crate::config::SessionConfig;
use crate::connections::{ConnectionMode, ShowsAuthLinks, WaitsForConnections};
use crate::ids::{AuthConfigId, UserId};
use crate::mcp::McpAccess;
use crate::names::Names;
use crate::narrowing::narrowing_methods;
use crate::session::{AuthLink, ConnectionEvents, Opening};
use crate::spec::{NamesToolkit, SessionSpec};

use self::pending::open;
use self::plan::Draft;

pub use self::pending::{
    AccountMapOpen, AuthConfigMapOpen, AuthConfigsSupplied, AuthLinksAsEvents, AuthLinksNotYetShown, AuthLinksShown,
    CallbackLeftToRunTime, CallbackNotYetSupplied, CallbackOpen, CallbackOptional, CallbackSupplied,
    ConnectedAccountsSupplied, Creatable, DeclaredAccounts, DeclaredAuthConfigs, DeclaredCallback, DeclaredChoice,
    MaxPerToolkitOptional, MultiAccountOptional, NotYet, NotYetSupplied, OnAuthLink, OnAuthLinkAsync, Optional,
    Settled, Show, Supplied, ToolkitsChosen, ToolkitsLeftToRunTime, ToolkitsNotYetChosen, ToolkitsOpen, TryOnAuthLink,
};
pub use self::slots::{
    AccountIds, AccountSlot, AuthConfigSlot, DeclaredAccount, DeclaredAuthConfig, First, Left, LeftToRunTime, Next,
    Supply,
};

/// A session about to be created.
///
/// The attribute's `session(user_id)` starts one; [`create`](Self::create) finishes it. The type parameters after the
/// agent track what still has to be supplied: [`create`](Self::create) exists once nothing is missing. A function that
/// creates sessions of any agent needs the bound [`Creatable`].
#[must_use = "a builder does nothing until `.create(&router)` is called and awaited"]
pub struct SessionBuilder<
    S,
    Links = NotYet,
    Callback = DeclaredCallback,
    AuthConfigs = DeclaredAuthConfigs,
    Accounts = DeclaredAccounts,
    Choice = DeclaredChoice,
> {
    plan: Draft,
    links: Links,
    state: State<S, Callback, AuthConfigs, Accounts, Choice>,
}

/// `fn() ->` stores nothing, so that the state does not affect whether the builder is `Send` and `Sync`.
type State<S, Callback, AuthConfigs, Accounts, Choice> =
    PhantomData<fn() -> (S, Callback, AuthConfigs, Accounts, Choice)>;

/// Whether auth links are handled, as far as the agent `S` needs that.
type Shown<S, Links> = <<S as SessionSpec>::Connections as ConnectionMode>::Shown<<Links as Left<S>>::Now>;

/// Whether a list is supplied completely.
type AllSupplied<S, List> = <<List as Left<S>>::Now as LeftToRunTime>::Supplied;

impl<S> SessionBuilder<S> {
    /// Starts a session of `S` for one user.
    pub fn new(user_id: impl Into<UserId>) -> Self
    where
        S: SessionSpec,
    {
        // While the user's id is made there is nothing that would have to be dropped.
        let plan = Draft::start(S::__declaration, S::Connections::MODE, S::Mcp::SERVED, user_id.into());
        Self { plan, links: NotYet, state: PhantomData }
    }
}

impl<S: SessionSpec, Links, Callback, AuthConfigs, Accounts, Choice>
    SessionBuilder<S, Links, Callback, AuthConfigs, Accounts, Choice>
{
    /// Sets what to do with each auth link: show it to the user.
    ///
    /// Required for sessions that wait for their connections ([`Upfront`](crate::connections::Upfront)), and available
    /// only there. `show` is called once for each missing connection, and again when a link has expired and was
    /// replaced.
    pub fn on_auth_link<F>(self, show: F) -> SessionBuilder<S, OnAuthLink<F>, Callback, AuthConfigs, Accounts, Choice>
    where
        F: FnMut(AuthLink) + Send,
        Links: Left<S>,
        S: WaitsForConnections<<S::Connections as ConnectionMode>::Waiting>
            + ShowsAuthLinks
            + AuthLinksNotYetShown<Links::Now>,
    {
        let Self { plan, links: _, state } = self;
        SessionBuilder { plan, links: OnAuthLink(show), state }
    }

    /// Sets what to do with each auth link, by a function that can fail. Its first error ends [`create`](Self::create).
    ///
    /// It is [`on_auth_link`](Self::on_auth_link) for what cannot go on when the user does not get the link. The error is
    /// the source of [`Error::AuthLinkHandler`](crate::Error::AuthLinkHandler), which names the session that is left on the
    /// router.
    ///
    /// ```no_run
    /// # use std::io::Write;
    /// # use tool_router::{ToolRouter, tool_router_session};
    /// # #[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait))]
    /// # struct InboxAgent;
    /// # async fn example(router: &ToolRouter, mut terminal: impl Write + Send) -> Result<(), tool_router::Error> {
    /// let session = InboxAgent::session("user_123")
    ///     .try_on_auth_link(|link| writeln!(terminal, "Connect {}: {}", link.toolkit(), link.url()))
    ///     .create(router)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn try_on_auth_link<F, E>(
        self,
        show: F,
    ) -> SessionBuilder<S, TryOnAuthLink<F>, Callback, AuthConfigs, Accounts, Choice>
    where
        F: FnMut(AuthLink) -> Result<(), E> + Send,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
        Links: Left<S>,
        S: WaitsForConnections<<S::Connections as ConnectionMode>::Waiting>
            + ShowsAuthLinks
            + AuthLinksNotYetShown<Links::Now>,
    {
        let Self { plan, links: _, state } = self;
        SessionBuilder { plan, links: TryOnAuthLink(show), state }
    }

    /// Sets what to do with each auth link, by an async function. It has ended before the next link is handed on.
    ///
    /// It is [`on_auth_link`](Self::on_auth_link) for handing the link on by a request of your own.
    ///
    /// ```no_run
    /// # use tool_router::{ToolRouter, tool_router_session};
    /// # #[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait))]
    /// # struct InboxAgent;
    /// # async fn send_message(text: String) {}
    /// # async fn example(router: &ToolRouter) -> Result<(), tool_router::Error> {
    /// let session = InboxAgent::session("user_123")
    ///     .on_auth_link_async(|link| async move {
    ///         send_message(format!("Connect {}: {}", link.toolkit(), link.url())).await;
    ///     })
    ///     .create(router)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn on_auth_link_async<F, Fut>(
        self,
        show: F,
    ) -> SessionBuilder<S, OnAuthLinkAsync<F, Fut>, Callback, AuthConfigs, Accounts, Choice>
    where
        F: FnMut(AuthLink) -> Fut + Send,
        Fut: Future<Output = ()> + Send,
        Links: Left<S>,
        S: WaitsForConnections<<S::Connections as ConnectionMode>::Waiting>
            + ShowsAuthLinks
            + AuthLinksNotYetShown<Links::Now>,
    {
        let Self { plan, links: _, state } = self;
        SessionBuilder { plan, links: OnAuthLinkAsync(show, PhantomData), state }
    }

    /// Hands on what happens while the user connects as a stream: each auth link, each toolkit that was connected, and each
    /// link that expired and was replaced.
    ///
    /// It takes the place of [`on_auth_link`](Self::on_auth_link) in a web application, which pushes the events to the
    /// user's browser while [`create`](Self::create) runs in a task of its own. Here with axum's server-sent events:
    ///
    /// ```
    /// # use std::convert::Infallible;
    /// use axum::extract::State;
    /// use axum::response::sse::{Event, Sse};
    /// use futures_util::{Stream, StreamExt};
    /// use serde_json::json;
    /// use tool_router::session::ConnectionEvent;
    /// # use tool_router::{ToolRouter, tool_router_session};
    /// # #[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait))]
    /// # struct InboxAgent;
    ///
    /// async fn connect(State(router): State<ToolRouter>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    ///     let (builder, events) = InboxAgent::session("user_123").connection_events();
    ///     tokio::spawn(async move {
    ///         match builder.create(&router).await {
    ///             Ok(session) => println!("session {} has everything", session.id()),
    ///             Err(error) => eprintln!("error: {error}"),
    ///         }
    ///     });
    ///     Sse::new(events.map(|event| {
    ///         let (name, data) = match event {
    ///             ConnectionEvent::LinkMade { link, .. } | ConnectionEvent::LinkReplaced { link, .. } => {
    ///                 ("link", json!({ "toolkit": link.toolkit(), "url": link.url() }))
    ///             }
    ///             ConnectionEvent::Connected { connection, .. } => ("connected", json!({ "toolkit": connection.toolkit })),
    ///             ConnectionEvent::AllConnected => ("done", json!({})),
    ///             _ => ("other", json!({})),
    ///         };
    ///         Ok(Event::default().event(name).data(data.to_string()))
    ///     }))
    /// }
    /// # let _ = connect;
    /// ```
    ///
    /// Dropping the stream does not end [`create`](Self::create).
    pub fn connection_events(
        self,
    ) -> (SessionBuilder<S, AuthLinksAsEvents, Callback, AuthConfigs, Accounts, Choice>, ConnectionEvents)
    where
        Links: Left<S>,
        S: WaitsForConnections<<S::Connections as ConnectionMode>::Waiting>
            + ShowsAuthLinks
            + AuthLinksNotYetShown<Links::Now>,
    {
        let Self { plan, links: _, state } = self;
        let (send, events) = ConnectionEvents::new();
        (SessionBuilder { plan, links: AuthLinksAsEvents(send), state }, events)
    }

    /// Sets where the user's browser goes after authenticating.
    ///
    /// Required when the declaration names `callback_url` without a value. It must be an absolute `https` URL without a
    /// fragment or user information; `http` is accepted for loopback hosts. [`create`](Self::create) reports any other
    /// URL as [`InvalidInput::CallbackUrl`](crate::InvalidInput::CallbackUrl).
    pub fn callback_url(
        mut self,
        url: impl Into<String>,
    ) -> SessionBuilder<S, Links, Supplied, AuthConfigs, Accounts, Choice>
    where
        S: CallbackOpen<S::Callback> + CallbackLeftToRunTime + CallbackNotYetSupplied<Callback>,
    {
        self.plan.supply_callback_url(url.into());
        self.moved()
    }

    /// Sets the auth config (`ac_…`) that a toolkit is connected with.
    ///
    /// Required once for each entry of `auth_configs` that the declaration leaves without a value.
    #[allow(clippy::type_complexity, reason = "it is the builder in its next state")]
    pub fn auth_config<Slot>(
        mut self,
        slot: Slot,
        id: impl Into<AuthConfigId>,
    ) -> SessionBuilder<S, Links, Callback, <Slot::Place as Supply<AuthConfigs::Now>>::After, Accounts, Choice>
    where
        Slot: DeclaredAuthConfig<S, Place: Supply<AuthConfigs::Now>>,
        AuthConfigs: Left<S>,
        S: NotYetSupplied<<Slot::Place as Supply<AuthConfigs::Now>>::Now>,
    {
        self.plan.supply_auth_config(slot.__toolkit().into(), id.into());
        self.moved()
    }

    /// Pins a toolkit to a connected account (`ca_…`), or to several with `multi_account`.
    ///
    /// Required once for each entry of `connected_accounts` that the declaration leaves without a value.
    #[allow(clippy::type_complexity, reason = "it is the builder in its next state")]
    pub fn connected_account<Slot>(
        mut self,
        slot: Slot,
        ids: impl Into<AccountIds>,
    ) -> SessionBuilder<S, Links, Callback, AuthConfigs, <Slot::Place as Supply<Accounts::Now>>::After, Choice>
    where
        Slot: DeclaredAccount<S, Place: Supply<Accounts::Now>>,
        Accounts: Left<S>,
        S: NotYetSupplied<<Slot::Place as Supply<Accounts::Now>>::Now>,
    {
        self.plan.supply_accounts(slot.__toolkit().into(), ids.into());
        self.moved()
    }

    /// Chooses the session's toolkits, by their constants or by their slugs: `["gmail"]`, a `Vec<String>`.
    ///
    /// Required for agents that declare `toolkits(from = …)`: none is reached unless it is chosen. A toolkit outside of what is
    /// declared is [`InvalidInput::UndeclaredToolkit`](crate::InvalidInput::UndeclaredToolkit), and an empty choice
    /// [`InvalidInput::NothingChosen`](crate::InvalidInput::NothingChosen); both before any request.
    pub fn toolkits<Form>(
        mut self,
        toolkits: impl Names<Form, Item: NamesToolkit<S>>,
    ) -> SessionBuilder<S, Links, Callback, AuthConfigs, Accounts, Supplied>
    where
        S: ToolkitsOpen<S::Toolkits> + ToolkitsLeftToRunTime + ToolkitsNotYetChosen<Choice>,
    {
        toolkits.__add(NamesToolkit::<S>::__named, self.plan.names());
        self.plan.choose();
        self.moved()
    }

    /// Sets where the user's browser goes after authenticating, if there is a URL for it, for agents that declare `callback_url?`.
    pub fn maybe_callback_url(mut self, url: Option<impl Into<String>>) -> Self
    where
        S: CallbackOptional<S::Callback>,
    {
        if let Some(url) = url {
            self.plan.supply_callback_url(url.into());
        }
        self
    }

    /// Sets the auth config to connect a toolkit with, if there is one, for an entry that is declared with `?`.
    pub fn maybe_auth_config(
        mut self,
        slot: impl DeclaredAuthConfig<S, Place = Optional>,
        id: Option<impl Into<AuthConfigId>>,
    ) -> Self {
        if let Some(id) = id {
            self.plan.supply_auth_config(slot.__toolkit().into(), id.into());
        }
        self
    }

    /// Pins a toolkit to a connected account, if there is one, for an entry that is declared with `?`.
    pub fn maybe_connected_account(
        mut self,
        slot: impl DeclaredAccount<S, Place = Optional>,
        ids: Option<impl Into<AccountIds>>,
    ) -> Self {
        if let Some(ids) = ids {
            self.plan.supply_accounts(slot.__toolkit().into(), ids.into());
        }
        self
    }

    /// Sets the auth configs to connect the toolkits with, by toolkit, for agents that declare `auth_configs` without entries.
    ///
    /// There may be none. An entry for a toolkit that the session does not have is
    /// [`InvalidInput::NotChosen`](crate::InvalidInput::NotChosen); one for a toolkit that was left out by
    /// [`only`](Self::only) or [`without`](Self::without) is dropped.
    pub fn auth_configs<Toolkit: NamesToolkit<S>, Id: Into<AuthConfigId>>(
        mut self,
        ids: impl IntoIterator<Item = (Toolkit, Id)>,
    ) -> SessionBuilder<S, Links, Callback, Supplied, Accounts, Choice>
    where
        AuthConfigs: Left<S>,
        S: AuthConfigMapOpen<AuthConfigs::Now>,
    {
        for (toolkit, id) in ids {
            let toolkit = toolkit.__named();
            self.plan.by_toolkit(&toolkit);
            self.plan.supply_auth_config(toolkit, id.into());
        }
        self.moved()
    }

    /// Pins the toolkits to connected accounts, by toolkit, for agents that declare `connected_accounts` without entries.
    ///
    /// There may be none. Entries are treated as by [`auth_configs`](Self::auth_configs).
    pub fn connected_accounts<Toolkit: NamesToolkit<S>, Ids: Into<AccountIds>>(
        mut self,
        ids: impl IntoIterator<Item = (Toolkit, Ids)>,
    ) -> SessionBuilder<S, Links, Callback, AuthConfigs, Supplied, Choice>
    where
        Accounts: Left<S>,
        S: AccountMapOpen<Accounts::Now>,
    {
        for (toolkit, ids) in ids {
            let toolkit = toolkit.__named();
            self.plan.by_toolkit(&toolkit);
            self.plan.supply_accounts(toolkit, ids.into());
        }
        self.moved()
    }

    /// Turns several accounts of one toolkit on, or leaves them off, for agents that declare `multi_account?`.
    ///
    /// Without a call they are off. While they are on, the session preloads no tools: the API does not support both.
    ///
    /// ```no_run
    /// # use tool_router::{ToolRouter, tool_router_session};
    /// #[tool_router_session(
    ///     toolkits = ["gmail"],
    ///     connected_accounts(gmail),
    ///     multi_account?(max_per_toolkit? = 5),
    ///     preload = ["GMAIL_FETCH_EMAILS"],
    /// )]
    /// struct InboxAgent;
    ///
    /// # async fn example(router: &ToolRouter, mailboxes: Vec<String>) -> Result<(), tool_router::Error> {
    /// let session = InboxAgent::session("user_123")
    ///     .multi_account(mailboxes.len() > 1)
    ///     .max_per_toolkit(mailboxes.len())
    ///     .connected_account(InboxAgent::GMAIL_ACCOUNT, mailboxes)
    ///     .create(router)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn multi_account(mut self, enable: bool) -> Self
    where
        S: MultiAccountOptional<S::MultiAccount>,
    {
        self.plan.several.enable = enable;
        self.plan.decide_several();
        self
    }

    /// Sets how many accounts a toolkit can have, for agents that declare `max_per_toolkit?`.
    ///
    /// At least 2, and at most what is declared or 10; [`create`](Self::create) reports another number as
    /// [`InvalidInput::OutOfBounds`](crate::InvalidInput::OutOfBounds). It has no effect while several accounts are off.
    pub fn max_per_toolkit(self, most: usize) -> Self
    where
        S: MaxPerToolkitOptional<S::MultiAccount>,
    {
        self.maybe_max_per_toolkit(Some(most))
    }

    /// Sets how many accounts a toolkit can have, if there is a number, for agents that declare `max_per_toolkit?`.
    pub fn maybe_max_per_toolkit(mut self, most: Option<usize>) -> Self
    where
        S: MaxPerToolkitOptional<S::MultiAccount>,
    {
        self.plan.several.most = most.or(self.plan.several.most);
        self.plan.decide_several();
        self
    }

    narrowing_methods!(plan);

    /// Registers a tool that runs in this process; see [`custom`](crate::custom).
    ///
    /// The compiler reports what it can check. A clash with another tool, or arguments without a usable schema, are
    /// reported by [`create`](Self::create) as [`InvalidInput::CustomTool`](crate::InvalidInput::CustomTool).
    #[cfg(feature = "custom-tools")]
    pub fn custom_tool<T: crate::custom::CustomTool>(mut self, tool: T) -> Self {
        self.plan.custom = std::mem::take(&mut self.plan.custom).tool(tool);
        self
    }

    /// Registers the methods of a type with [`#[custom_tools]`](crate::custom_tools), which work on this value of it; see
    /// [`custom`](crate::custom).
    ///
    /// What the compiler cannot check is reported as for [`custom_tool`](Self::custom_tool).
    #[cfg(feature = "custom-tools")]
    pub fn custom_tools<T: crate::custom::CustomToolSet>(mut self, methods: T) -> Self {
        self.plan.custom = std::mem::take(&mut self.plan.custom).tools(methods);
        self
    }

    /// Registers a toolkit of tools that run in this process; see [`custom`](crate::custom).
    ///
    /// [`create`](Self::create) reports what is wrong with it as
    /// [`InvalidInput::CustomTool`](crate::InvalidInput::CustomTool).
    #[cfg(feature = "custom-tools")]
    pub fn custom_toolkit(mut self, toolkit: crate::custom::CustomToolkit) -> Self {
        self.plan.custom = std::mem::take(&mut self.plan.custom).toolkit(toolkit);
        self
    }

    /// Returns the configuration as it would be sent now.
    #[must_use]
    pub fn config(&self) -> &SessionConfig {
        &self.plan.config
    }

    /// Creates the session.
    ///
    /// When it returns depends on how the agent connects: see [`connections`](crate::connections). Dropping the future
    /// stops the waiting; a session that was already created stays on the router.
    ///
    /// # Errors
    ///
    /// - [`Error::Invalid`](crate::Error::Invalid) if something supplied is invalid. No request is sent.
    /// - [`Error::Policy`](crate::Error::Policy) if something supplied breaks a policy of the declaration. No request
    ///   is sent. With `missing = skip`, what is left of the session is checked as well, after it was created; it is deleted
    ///   then.
    /// - [`Error::MissingConnections`](crate::Error::MissingConnections) if toolkits of a
    ///   [`Preconnected`](crate::connections::Preconnected) session are not connected, and if none is connected of an agent
    ///   that declares `missing = skip`.
    /// - [`Error::ConnectionFailed`](crate::Error::ConnectionFailed) if the user of an
    ///   [`Upfront`](crate::connections::Upfront) session denies access. The link is not shown again without being
    ///   asked for.
    /// - [`Error::WaitTimedOut`](crate::Error::WaitTimedOut) if an [`Upfront`](crate::connections::Upfront) session is
    ///   not connected in time; it lists what is still missing.
    /// - [`Error::AuthLinkHandler`](crate::Error::AuthLinkHandler) if the function given to
    ///   [`try_on_auth_link`](Self::try_on_auth_link) fails.
    /// - [`Error::McpDestination`](crate::Error::McpDestination) if the agent declares `mcp` and the endpoint is on neither
    ///   the router's own origin nor the one that [`mcp_origin`](crate::ToolRouterBuilder::mcp_origin) names.
    /// - The [errors of every request](crate::error#errors-of-every-request). What was created by then is deleted again where that
    ///   succeeds; [`Error::session`](crate::Error::session) names what is left.
    pub fn create<'a>(self, router: &ToolRouter) -> Opening<'a, S>
    where
        Links: Left<S> + Show + Send + 'a,
        Callback: Left<S>,
        AuthConfigs: Left<S, Now: LeftToRunTime>,
        Accounts: Left<S, Now: LeftToRunTime>,
        Choice: Left<S>,
        S: AuthLinksShown<Shown<S, Links>>
            + ToolkitsChosen<Choice::Now>
            + CallbackSupplied<Callback::Now>
            + AuthConfigsSupplied<AllSupplied<S, AuthConfigs>>
            + ConnectedAccountsSupplied<AllSupplied<S, Accounts>>
            + Creatable<
                <S as SessionSpec>::Connections,
                Shown<S, Links>,
                Choice::Now,
                Callback::Now,
                AllSupplied<S, AuthConfigs>,
                AllSupplied<S, Accounts>,
            >,
    {
        let Self { plan, links, state: _ } = self;
        Opening { work: open(plan, router, links), agent: PhantomData }
    }

    /// Changes the builder's state and keeps the rest.
    fn moved<C, A, K, T>(self) -> SessionBuilder<S, Links, C, A, K, T> {
        let Self { plan, links, state: _ } = self;
        SessionBuilder { plan, links, state: PhantomData }
    }
}

#[cfg(test)]
mod tests;
