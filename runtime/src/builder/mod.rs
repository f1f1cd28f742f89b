//! The typed builder of a session: it has what a declaration leaves to run time, and nothing that the declaration
//! forbids.

mod handlers;
mod links;
mod pending;
mod plan;
mod run_time_parts;
mod several;
mod slots;

use std::marker::PhantomData;

use crate::ToolRouter;
use crate::config::SessionConfig;
use crate::connections::ConnectionMode;
use crate::declaration::Written;
use crate::ids::{AuthConfigId, UserId};
use crate::mcp::McpAccess;
use crate::narrowing::narrowing_methods;
use crate::session::Opening;
use crate::spec::{NamesToolkit, SessionSpec};

use self::handlers::open;
use self::plan::Draft;

pub(crate) use self::run_time_parts::of;

pub use self::handlers::{AuthLinksAsEvents, OnAuthLink, OnAuthLinkAsync, Show, TryOnAuthLink};
pub use self::pending::{
    AccountMapOpen, AuthConfigMapOpen, AuthConfigsSupplied, AuthLinksNotYetShown, AuthLinksShown,
    CallbackLeftToRunTime, CallbackNotYetSupplied, CallbackOpen, CallbackOptional, CallbackSupplied,
    ConnectedAccountsSupplied, Creatable, DeclaredAccounts, DeclaredAuthConfigs, DeclaredCallback, DeclaredChoice,
    MaxPerToolkitOptional, MultiAccountOptional, NotYet, NotYetSupplied, Optional, Settled, Supplied, ToolkitsChosen,
    ToolkitsLeftToRunTime, ToolkitsNotYetChosen, ToolkitsOpen,
};
pub use self::run_time_parts::{AllSettled, LeftOpen, RunTimeParts};
pub use self::slots::{
    AccountIds, AccountSlot, AuthConfigSlot, DeclaredAccount, DeclaredAuthConfig, First, Left, LeftToRunTime, Next,
    Supply,
};
pub use crate::names::{Array, Collection, Iterated, Names};

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
    agent: PhantomData<fn() -> S>,
    state: State<Callback, AuthConfigs, Accounts, Choice>,
}

/// `fn() ->` stores nothing, so that the state does not affect whether the builder is `Send` and `Sync`.
type State<Callback, AuthConfigs, Accounts, Choice> = PhantomData<fn() -> (Callback, AuthConfigs, Accounts, Choice)>;

/// Whether auth links are handled, as far as the agent `S` needs that.
type Shown<S, Links> = <<S as SessionSpec>::Connections as ConnectionMode>::Shown<<Links as Left<S>>::Now>;

/// Whether a list is supplied completely.
type AllSupplied<S, List> = <<List as Left<S>>::Now as LeftToRunTime>::Supplied;

/// The builder in its next state. A function would be compiled for each agent and each state.
macro_rules! moved {
    ($self:ident, $plan:ident) => {
        SessionBuilder { plan: $plan, links: $self.links, agent: PhantomData, state: PhantomData }
    };
}

impl<S> SessionBuilder<S> {
    /// Starts a session of `S` for one user.
    pub fn new(user_id: impl Into<UserId>) -> Self
    where
        S: SessionSpec,
    {
        // While the user's id is made there is nothing that would have to be dropped.
        let plan = Draft::start(const { Written::of::<S>() }, S::Connections::MODE, S::Mcp::SERVED, user_id.into());
        Self { plan, links: NotYet, agent: PhantomData, state: PhantomData }
    }
}

impl<S: SessionSpec, Links, Callback, AuthConfigs, Accounts, Choice>
    SessionBuilder<S, Links, Callback, AuthConfigs, Accounts, Choice>
{
    /// Sets where the user's browser goes after authenticating.
    ///
    /// Required when the declaration names `callback_url` without a value. It must be an absolute `https` URL without a
    /// fragment or user information; `http` is accepted for loopback hosts. [`create`](Self::create) reports any other
    /// URL as [`InvalidInput::CallbackUrl`](crate::InvalidInput::CallbackUrl).
    pub fn callback_url(
        self,
        url: impl Into<String>,
    ) -> SessionBuilder<S, Links, Supplied, AuthConfigs, Accounts, Choice>
    where
        S: CallbackOpen<of::Callback<S>> + CallbackLeftToRunTime + CallbackNotYetSupplied<Callback>,
    {
        let mut plan = self.plan;
        plan.supply_callback_url(url.into());
        moved!(self, plan)
    }

    /// Sets the auth config (`ac_…`) that a toolkit is connected with.
    ///
    /// Required once for each entry of `auth_configs` that the declaration leaves without a value.
    #[allow(clippy::type_complexity, reason = "it is the builder in its next state")]
    pub fn auth_config<Slot>(
        self,
        slot: Slot,
        id: impl Into<AuthConfigId>,
    ) -> SessionBuilder<S, Links, Callback, <Slot::Place as Supply<AuthConfigs::Now>>::After, Accounts, Choice>
    where
        Slot: DeclaredAuthConfig<S, Place: Supply<AuthConfigs::Now>>,
        AuthConfigs: Left<S>,
        S: NotYetSupplied<<Slot::Place as Supply<AuthConfigs::Now>>::Now>,
    {
        let mut plan = self.plan;
        plan.supply_auth_config(slot.__toolkit().into(), id.into());
        moved!(self, plan)
    }

    /// Pins a toolkit to a connected account (`ca_…`), or to several with `multi_account`.
    ///
    /// Required once for each entry of `connected_accounts` that the declaration leaves without a value.
    #[allow(clippy::type_complexity, reason = "it is the builder in its next state")]
    pub fn connected_account<Slot>(
        self,
        slot: Slot,
        ids: impl Into<AccountIds>,
    ) -> SessionBuilder<S, Links, Callback, AuthConfigs, <Slot::Place as Supply<Accounts::Now>>::After, Choice>
    where
        Slot: DeclaredAccount<S, Place: Supply<Accounts::Now>>,
        Accounts: Left<S>,
        S: NotYetSupplied<<Slot::Place as Supply<Accounts::Now>>::Now>,
    {
        let mut plan = self.plan;
        plan.supply_accounts(slot.__toolkit().into(), ids.into());
        moved!(self, plan)
    }

    /// Chooses the session's toolkits, by their constants or by their slugs: `["gmail"]`, a `Vec<String>`.
    ///
    /// Required for agents that declare `toolkits(from = …)`: none is reached unless it is chosen. A toolkit outside of what is
    /// declared is [`InvalidInput::UndeclaredToolkit`](crate::InvalidInput::UndeclaredToolkit), and an empty choice
    /// [`InvalidInput::NothingChosen`](crate::InvalidInput::NothingChosen); both before any request.
    pub fn toolkits<Form>(
        self,
        toolkits: impl Names<Form, Item: NamesToolkit<S>>,
    ) -> SessionBuilder<S, Links, Callback, AuthConfigs, Accounts, Supplied>
    where
        S: ToolkitsOpen<of::Toolkits<S>> + ToolkitsLeftToRunTime + ToolkitsNotYetChosen<Choice>,
    {
        let mut plan = self.plan;
        toolkits.__add(NamesToolkit::<S>::__named, plan.names());
        plan.choose();
        moved!(self, plan)
    }

    /// Sets where the user's browser goes after authenticating, if there is a URL for it, for agents that declare `callback_url?`.
    pub fn maybe_callback_url(mut self, url: Option<impl Into<String>>) -> Self
    where
        S: CallbackOptional<of::Callback<S>>,
    {
        self.plan.maybe_supply_callback_url(url.map(Into::into));
        self
    }

    /// Sets the auth config to connect a toolkit with, if there is one, for an entry that is declared with `?`.
    pub fn maybe_auth_config(
        mut self,
        slot: impl DeclaredAuthConfig<S, Place = Optional>,
        id: Option<impl Into<AuthConfigId>>,
    ) -> Self {
        self.plan.maybe_supply_auth_config(slot.__toolkit(), id.map(Into::into));
        self
    }

    /// Pins a toolkit to a connected account, if there is one, for an entry that is declared with `?`.
    pub fn maybe_connected_account(
        mut self,
        slot: impl DeclaredAccount<S, Place = Optional>,
        ids: Option<impl Into<AccountIds>>,
    ) -> Self {
        self.plan.maybe_supply_accounts(slot.__toolkit(), ids.map(Into::into));
        self
    }

    /// Sets the auth configs to connect the toolkits with, by toolkit, for agents that declare `auth_configs` without entries.
    ///
    /// There may be none. An entry for a toolkit that the session does not have is
    /// [`InvalidInput::NotChosen`](crate::InvalidInput::NotChosen); one for a toolkit that was left out by
    /// [`only`](Self::only) or [`without`](Self::without) is dropped.
    pub fn auth_configs<Toolkit: NamesToolkit<S>, Id: Into<AuthConfigId>>(
        self,
        ids: impl IntoIterator<Item = (Toolkit, Id)>,
    ) -> SessionBuilder<S, Links, Callback, Supplied, Accounts, Choice>
    where
        AuthConfigs: Left<S>,
        S: AuthConfigMapOpen<AuthConfigs::Now>,
    {
        let mut plan = self.plan;
        for (toolkit, id) in ids {
            plan.supply_auth_config_by_toolkit(toolkit.__named(), id.into());
        }
        moved!(self, plan)
    }

    /// Pins the toolkits to connected accounts, by toolkit, for agents that declare `connected_accounts` without entries.
    ///
    /// There may be none. Entries are treated as by [`auth_configs`](Self::auth_configs).
    pub fn connected_accounts<Toolkit: NamesToolkit<S>, Ids: Into<AccountIds>>(
        self,
        ids: impl IntoIterator<Item = (Toolkit, Ids)>,
    ) -> SessionBuilder<S, Links, Callback, AuthConfigs, Supplied, Choice>
    where
        Accounts: Left<S>,
        S: AccountMapOpen<Accounts::Now>,
    {
        let mut plan = self.plan;
        for (toolkit, ids) in ids {
            plan.supply_accounts_by_toolkit(toolkit.__named(), ids.into());
        }
        moved!(self, plan)
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
        S: MultiAccountOptional<of::MultiAccount<S>>,
    {
        self.plan.enable_several(enable);
        self
    }

    /// Sets how many accounts a toolkit can have, for agents that declare `max_per_toolkit?`.
    ///
    /// At least 2, and at most what is declared or 10; [`create`](Self::create) reports another number as
    /// [`InvalidInput::OutOfBounds`](crate::InvalidInput::OutOfBounds). It has no effect while several accounts are off.
    pub fn max_per_toolkit(self, most: usize) -> Self
    where
        S: MaxPerToolkitOptional<of::MultiAccount<S>>,
    {
        self.maybe_max_per_toolkit(Some(most))
    }

    /// Sets how many accounts a toolkit can have, if there is a number, for agents that declare `max_per_toolkit?`.
    pub fn maybe_max_per_toolkit(mut self, most: Option<usize>) -> Self
    where
        S: MaxPerToolkitOptional<of::MultiAccount<S>>,
    {
        self.plan.limit_several(most);
        self
    }

    narrowing_methods!();

    /// Registers a tool that runs in this process; see [`custom`](crate::custom).
    ///
    /// The compiler reports what it can check. A clash with another tool, or arguments without a usable schema, are
    /// reported by [`create`](Self::create) as [`InvalidInput::CustomTool`](crate::InvalidInput::CustomTool).
    #[cfg(feature = "custom-tools")]
    pub fn custom_tool<T: crate::custom::CustomTool>(mut self, tool: T) -> Self {
        self.plan.register(|custom| custom.tool(tool));
        self
    }

    /// Registers the methods of a type with [`#[custom_tools]`](crate::custom_tools), which work on this value of it; see
    /// [`custom`](crate::custom).
    ///
    /// What the compiler cannot check is reported as for [`custom_tool`](Self::custom_tool).
    #[cfg(feature = "custom-tools")]
    pub fn custom_tools<T: crate::custom::CustomToolSet>(mut self, methods: T) -> Self {
        self.plan.register(|custom| custom.tools(methods));
        self
    }

    /// Registers a toolkit of tools that run in this process; see [`custom`](crate::custom).
    ///
    /// [`create`](Self::create) reports what is wrong with it as
    /// [`InvalidInput::CustomTool`](crate::InvalidInput::CustomTool).
    #[cfg(feature = "custom-tools")]
    pub fn custom_toolkit(mut self, toolkit: crate::custom::CustomToolkit) -> Self {
        self.plan.register(|custom| custom.toolkit(toolkit));
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
    /// On a router that does not serve a declared toolkit it fails at once, before any auth link is shown, and the error names
    /// those that the router serves. The embedded router serves Gmail, Slack, GitHub and whatever was added to it.
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
    /// - [`Error::Api`](crate::Error::Api) if the router does not serve a declared toolkit.
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
        let Self { plan, links, .. } = self;
        Opening { work: open(plan, router, links), agent: PhantomData }
    }
}

#[cfg(test)]
mod tests;
