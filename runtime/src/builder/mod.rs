//! The typed builder of a session: what a declaration leaves to run time, and nothing that it forbids.

mod creating;
mod pending;
mod plan;
mod slots;

use std::marker::PhantomData;

use crate::ToolRouter;
use crate::config::SessionConfig;
use crate::connections::{ConnectionMode, ShowsAuthLinks};
use crate::ids::{AuthConfigId, UserId};
use crate::mcp::McpAccess;
use crate::session::AuthLink;
use crate::spec::{SessionSpec, Toolkit};

use self::plan::Plan;

pub use self::creating::Creating;
pub use self::pending::{
    AuthConfigsSupplied, AuthLinksShown, CallbackLeftToRunTime, CallbackSupplied, ConnectedAccountsSupplied, NotYet,
    OnAuthLink, Settled, Supplied,
};
pub(crate) use self::plan::callback;
pub use self::slots::{AccountIds, AccountSlot, AuthConfigSlot, First, LeftToRunTime, Next, Supply};

/// A session about to be created.
///
/// The attribute's `session(user_id)` starts one; [`create`](Self::create) ends it. The type parameters after the
/// agent keep count of what is still to be supplied: [`create`](Self::create) exists when nothing is.
#[must_use = "a builder does nothing until `.create(&router)` is called and awaited"]
pub struct SessionBuilder<
    S: SessionSpec,
    Links = NotYet,
    Callback = <S as SessionSpec>::Callback,
    AuthConfigs = <S as SessionSpec>::AuthConfigs,
    Accounts = <S as SessionSpec>::ConnectedAccounts,
> {
    plan: Box<Plan>,
    links: Links,
    state: State<S, Callback, AuthConfigs, Accounts>,
}

/// Nothing is stored of the state, so that it takes nothing from the builder's `Send` and `Sync`.
type State<S, Callback, AuthConfigs, Accounts> = PhantomData<fn() -> (S, Callback, AuthConfigs, Accounts)>;

impl<S: SessionSpec> SessionBuilder<S> {
    /// Starts a session of `S` for one user.
    pub fn new(user_id: impl Into<UserId>) -> Self {
        let plan = Plan::new(S::__declaration(), S::Connections::MODE, S::Mcp::SERVED, user_id.into());
        Self { plan, links: NotYet, state: PhantomData }
    }
}

impl<S: SessionSpec, Callback, AuthConfigs, Accounts> SessionBuilder<S, NotYet, Callback, AuthConfigs, Accounts> {
    /// Says what to do with each auth link: show it to the user.
    ///
    /// Required for sessions that wait for their connections ([`Upfront`](crate::connections::Upfront)), and there
    /// only. It is called once for each missing connection, and again when a link has expired and a new one was made.
    pub fn on_auth_link<F>(self, show: F) -> SessionBuilder<S, OnAuthLink<F>, Callback, AuthConfigs, Accounts>
    where
        F: FnMut(AuthLink) + Send,
        S::Connections: ShowsAuthLinks,
    {
        let Self { plan, links: NotYet, state } = self;
        SessionBuilder { plan, links: OnAuthLink(show), state }
    }
}

impl<S: SessionSpec, Links, Callback, AuthConfigs, Accounts> SessionBuilder<S, Links, Callback, AuthConfigs, Accounts> {
    /// Sets where the user's browser goes after authenticating.
    ///
    /// Required when the declaration names `callback_url` without a value. It must be an absolute `https` URL without
    /// fragment or user information; `http` is taken for loopback hosts. [`create`](Self::create) reports any other as
    /// [`InvalidInput::CallbackUrl`](crate::InvalidInput::CallbackUrl).
    pub fn callback_url(mut self, url: impl Into<String>) -> SessionBuilder<S, Links, Supplied, AuthConfigs, Accounts>
    where
        Callback: CallbackLeftToRunTime,
    {
        self.plan.supply_callback_url(url.into());
        self.moved()
    }

    /// Sets the auth config (`ac_…`) to connect a toolkit with.
    ///
    /// Required once for each entry of the declaration's `auth_configs` without a value.
    pub fn auth_config<Index>(
        mut self,
        slot: AuthConfigSlot<S, Index>,
        id: impl Into<AuthConfigId>,
    ) -> SessionBuilder<S, Links, Callback, Index::After, Accounts>
    where
        Index: Supply<AuthConfigs>,
    {
        self.plan.supply_auth_config(slot.toolkit(), id.into());
        self.moved()
    }

    /// Sets the connected account (`ca_…`) that a toolkit is pinned to; with `multi_account` it can be several.
    ///
    /// Required once for each entry of the declaration's `connected_accounts` without a value.
    pub fn connected_account<Index>(
        mut self,
        slot: AccountSlot<S, Index>,
        ids: impl Into<AccountIds>,
    ) -> SessionBuilder<S, Links, Callback, AuthConfigs, Index::After>
    where
        Index: Supply<Accounts>,
    {
        self.plan.supply_accounts(slot.toolkit(), ids.into());
        self.moved()
    }

    /// Narrows the session to some of the declared toolkits.
    ///
    /// What was declared for the others (tools, auth configs, accounts, what is preloaded of them) is left out as well. Narrowing twice keeps what
    /// both name; narrowing to nothing is [`InvalidInput::NothingLeft`](crate::InvalidInput::NothingLeft). Nothing can widen a declaration at run time.
    pub fn only(mut self, toolkits: impl IntoIterator<Item = Toolkit<S>>) -> Self {
        let mut slugs = Vec::new();
        for toolkit in toolkits {
            slugs.push(toolkit.slug());
        }
        self.plan.narrow(slugs);
        self
    }

    /// Registers a tool that runs in this process; see [`custom`](crate::custom).
    ///
    /// What cannot be right about it is an error of the compiler. That it clashes with another tool, or that its
    /// arguments have no usable schema, is reported by [`create`](Self::create) as [`InvalidInput::CustomTool`](crate::InvalidInput::CustomTool).
    #[cfg(feature = "custom-tools")]
    pub fn custom_tool<T: crate::custom::CustomTool>(mut self, tool: T) -> Self {
        self.plan.custom = std::mem::take(&mut self.plan.custom).tool(tool);
        self
    }

    /// Registers a toolkit of tools that run in this process; see [`custom`](crate::custom).
    ///
    /// What cannot be right about it is reported by [`create`](Self::create) as [`InvalidInput::CustomTool`](crate::InvalidInput::CustomTool).
    #[cfg(feature = "custom-tools")]
    pub fn custom_toolkit(mut self, toolkit: crate::custom::CustomToolkit) -> Self {
        self.plan.custom = std::mem::take(&mut self.plan.custom).toolkit(toolkit);
        self
    }

    /// The configuration as it would be sent now.
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
    /// [`Error::Invalid`](crate::Error::Invalid) for something supplied that cannot be right, before any request;
    /// [`Error::Policy`](crate::Error::Policy) for something that breaks a policy of the declaration, before any request as well;
    /// [`Error::MissingConnections`](crate::Error::MissingConnections) from a [`Preconnected`](crate::connections::Preconnected) session;
    /// [`Error::ConnectionFailed`](crate::Error::ConnectionFailed) from an [`Upfront`](crate::connections::Upfront) one when the
    /// user denies access: what was refused is not shown again without being asked for;
    /// [`Error::WaitTimedOut`](crate::Error::WaitTimedOut) from an [`Upfront`](crate::connections::Upfront) one, with what is still missing;
    /// [`Error::McpDestination`](crate::Error::McpDestination) for an agent that declares `mcp`, when the endpoint is not on the router's own origin;
    /// and whatever the router answers.
    pub fn create<'a>(self, router: &'a ToolRouter) -> Creating<'a, S>
    where
        S: 'a,
        Links: AuthLinksShown<S::Connections> + Send + 'a,
        Callback: CallbackSupplied,
        AuthConfigs: AuthConfigsSupplied,
        Accounts: ConnectedAccountsSupplied,
    {
        let Self { plan, links, state: _ } = self;
        Creating::new(plan.create(router, links.show()))
    }

    /// The same builder in another state.
    fn moved<C, A, K>(self) -> SessionBuilder<S, Links, C, A, K> {
        let Self { plan, links, state: _ } = self;
        SessionBuilder { plan, links, state: PhantomData }
    }
}

#[cfg(test)]
mod tests;
