//! The typed builder of a session: what a declaration leaves to run time, and nothing that it forbids.

mod creating;
mod pending;
mod slots;

use std::marker::PhantomData;

use tool_router_core::grammar;

use crate::config::SessionConfig;
use crate::connections::ShowsAuthLinks;
use crate::custom::CustomTools;
use crate::error::InvalidInput;
use crate::ids::{AuthConfigId, UserId};
use crate::mcp::McpAccess;
use crate::session::AuthLink;
use crate::spec::{SessionSpec, Toolkit};
use crate::{ToolRouter, session};

pub use self::creating::Creating;
pub use self::pending::{
    AuthConfigsSupplied, AuthLinksShown, CallbackLeftToRunTime, CallbackSupplied, ConnectedAccountsSupplied, NotYet,
    OnAuthLink, Settled, Supplied,
};
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
    user_id: UserId,
    config: SessionConfig,
    links: Links,
    custom: CustomTools,
    // The first mistake in what was supplied; the methods stay chainable and `create` reports it.
    invalid: Option<InvalidInput>,
    state: State<S, Callback, AuthConfigs, Accounts>,
}

/// Nothing is stored of the state, so that it takes nothing from the builder's `Send` and `Sync`.
type State<S, Callback, AuthConfigs, Accounts> = PhantomData<fn() -> (S, Callback, AuthConfigs, Accounts)>;

impl<S: SessionSpec> SessionBuilder<S> {
    /// Starts a session of `S` for one user.
    pub fn new(user_id: impl Into<UserId>) -> Self {
        let user_id = user_id.into();
        let invalid = user_id.check().err();
        Self {
            user_id,
            config: S::config().clone(),
            links: NotYet,
            custom: CustomTools::default(),
            invalid,
            state: PhantomData,
        }
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
        let Self { user_id, config, links: NotYet, custom, invalid, state } = self;
        SessionBuilder { user_id, config, links: OnAuthLink(show), custom, invalid, state }
    }
}

impl<S: SessionSpec, Links, AuthConfigs, Accounts> SessionBuilder<S, Links, NotYet, AuthConfigs, Accounts> {
    /// Sets where the user's browser goes after authenticating.
    ///
    /// Required when the declaration names `callback_url` without a value. It must be an absolute `https` URL without
    /// fragment or user information; `http` is taken for loopback hosts. [`create`](Self::create) reports any other as
    /// [`InvalidInput::CallbackUrl`].
    pub fn callback_url(self, url: impl Into<String>) -> SessionBuilder<S, Links, Supplied, AuthConfigs, Accounts> {
        let url = url.into();
        let mut builder = self.moved();
        builder.note(callback(&url));
        builder.config.manage_connections.callback_url = Some(url.into());
        builder
    }
}

impl<S: SessionSpec, Links, Callback, AuthConfigs, Accounts> SessionBuilder<S, Links, Callback, AuthConfigs, Accounts> {
    /// Sets the auth config (`ac_…`) to connect a toolkit with.
    ///
    /// Required once for each entry of the declaration's `auth_configs` without a value.
    pub fn auth_config<Index>(
        self,
        slot: AuthConfigSlot<S, Index>,
        id: impl Into<AuthConfigId>,
    ) -> SessionBuilder<S, Links, Callback, Index::After, Accounts>
    where
        Index: Supply<AuthConfigs>,
    {
        let id = id.into();
        let mut builder = self.moved();
        builder.note(id.check());
        if builder.config.toolkits.access.allows(slot.toolkit()) {
            builder.config.auth_configs.insert(slot.toolkit(), id.as_str().to_owned().into());
        }
        builder
    }

    /// Sets the connected account (`ca_…`) that a toolkit is pinned to; with `multi_account` it can be several.
    ///
    /// Required once for each entry of the declaration's `connected_accounts` without a value.
    pub fn connected_account<Index>(
        self,
        slot: AccountSlot<S, Index>,
        ids: impl Into<AccountIds>,
    ) -> SessionBuilder<S, Links, Callback, AuthConfigs, Index::After>
    where
        Index: Supply<Accounts>,
    {
        let ids = ids.into();
        let mut builder = self.moved();
        builder.note(ids.check(slot.toolkit(), builder.config.multi_account.as_ref()));
        if builder.config.toolkits.access.allows(slot.toolkit()) {
            builder.config.connected_accounts.insert(slot.toolkit(), ids.into_list());
        }
        builder
    }

    /// Narrows the session to some of the declared toolkits.
    ///
    /// What was declared for the others (tools, auth configs, accounts, what is preloaded of them) is left out as well. Narrowing twice keeps what
    /// both name; narrowing to nothing is [`InvalidInput::NothingLeft`]. Nothing can widen a declaration at run time.
    pub fn only(mut self, toolkits: impl IntoIterator<Item = Toolkit<S>>) -> Self {
        let before = std::mem::take(&mut self.config.toolkits.access);
        let mut kept: Vec<crate::config::Text> = Vec::new();
        for toolkit in toolkits {
            if before.allows(toolkit.slug()) && !kept.iter().any(|slug| slug == toolkit.slug()) {
                kept.push(toolkit.slug().into());
            }
        }
        if kept.is_empty() {
            self.note(Err(InvalidInput::NothingLeft));
        }
        self.config.narrow(kept);
        self
    }

    /// Registers a tool that runs in this process; see [`custom`](crate::custom).
    ///
    /// What cannot be right about it is an error of the compiler. That it clashes with another tool, or that its
    /// arguments have no usable schema, is reported by [`create`](Self::create) as [`InvalidInput::CustomTool`].
    #[cfg(feature = "custom-tools")]
    pub fn custom_tool<T: crate::custom::CustomTool>(mut self, tool: T) -> Self {
        self.custom = self.custom.tool(tool);
        self
    }

    /// Registers a toolkit of tools that run in this process; see [`custom`](crate::custom).
    ///
    /// What cannot be right about it is reported by [`create`](Self::create) as [`InvalidInput::CustomTool`].
    #[cfg(feature = "custom-tools")]
    pub fn custom_toolkit(mut self, toolkit: crate::custom::CustomToolkit) -> Self {
        self.custom = self.custom.toolkit(toolkit);
        self
    }

    /// The configuration as it would be sent now.
    #[must_use]
    pub fn config(&self) -> &SessionConfig {
        &self.config
    }

    /// Creates the session.
    ///
    /// When it returns depends on how the agent connects: see [`connections`](crate::connections). Dropping the future
    /// stops the waiting; a session that was already created stays on the router.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] for something supplied that cannot be right, before any request;
    /// [`Error::Policy`] for something that breaks a policy of the declaration, before any request as well;
    /// [`Error::MissingConnections`] from a [`Preconnected`](crate::connections::Preconnected) session;
    /// [`Error::ConnectionFailed`] from an [`Upfront`](crate::connections::Upfront) one when the
    /// user denies access: what was refused is not shown again without being asked for;
    /// [`Error::WaitTimedOut`] from an [`Upfront`](crate::connections::Upfront) one, with what is still missing;
    /// [`Error::McpDestination`] for an agent that declares `mcp`, when the endpoint is not on the router's own origin;
    /// and whatever the router answers.
    pub fn create<'a>(self, router: &'a ToolRouter) -> Creating<'a, S>
    where
        S: 'a,
        Links: AuthLinksShown<S::Connections> + Send + 'a,
        Callback: CallbackSupplied,
        AuthConfigs: AuthConfigsSupplied,
        Accounts: ConnectedAccountsSupplied,
    {
        let Self { user_id, config, mut links, custom, invalid, state: _ } = self;
        Creating::new(async move {
            if let Some(invalid) = invalid {
                return Err(invalid.into());
            }
            S::__declaration().hold(&config, S::Mcp::SERVED)?;
            let custom = custom.register(&config)?;
            session::create(router, user_id, config, custom, |link| links.show(link)).await
        })
    }

    fn note(&mut self, checked: Result<(), InvalidInput>) {
        if self.invalid.is_none() {
            self.invalid = checked.err();
        }
    }

    /// The same builder in another state.
    fn moved<C, A, K>(self) -> SessionBuilder<S, Links, C, A, K> {
        let Self { user_id, config, links, custom, invalid, state: _ } = self;
        SessionBuilder { user_id, config, links, custom, invalid, state: PhantomData }
    }
}

/// Holds a callback URL that is supplied at run time to what a declared one is held to.
pub(crate) fn callback(url: &str) -> Result<(), InvalidInput> {
    grammar::url::check(url).map_err(|problem| InvalidInput::CallbackUrl { reason: problem.to_string() })
}

#[cfg(test)]
mod tests;
