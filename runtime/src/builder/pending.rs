//! Types for what still has to be supplied, and the bounds of `create`.
//!
//! Messages name the agent: each trait is implemented for agents, and its parameter is what was supplied, which
//! defaults to what the agent declares.

use super::run_time_parts::{RunTimeParts, of};
use super::slots::LeftToRunTime;
use crate::connections::{ConnectionMode, Manual, OnDemand, Preconnected, Undecided, Upfront};
use crate::seal::Seal;
use crate::spec::SessionSpec;

/// Left to run time, and not supplied yet.
#[derive(Clone, Copy, Debug)]
pub struct NotYet;

/// Left to run time, and supplied.
#[derive(Debug)]
pub enum Supplied {}

/// Settled by the declaration.
#[derive(Debug)]
pub enum Settled {}

/// Left to run time, and not needed.
#[derive(Debug)]
pub enum Optional {}

/// The toolkits are as the agent declares them.
#[derive(Debug)]
pub enum DeclaredChoice {}

/// The callback URL is as the agent declares it.
#[derive(Debug)]
pub enum DeclaredCallback {}

/// The auth configs are as the agent declares them.
#[derive(Debug)]
pub enum DeclaredAuthConfigs {}

/// The connected accounts are as the agent declares them.
#[derive(Debug)]
pub enum DeclaredAccounts {}

/// Agents whose sessions can be created.
///
/// This is the only bound that a function needs to create sessions of any agent that leaves nothing to run time:
///
/// ```
/// use tool_router::{Creatable, Error, Session, SessionBuilder, ToolRouter};
///
/// async fn session_of<S: Creatable>(user_id: &str, router: &ToolRouter) -> Result<Session<S>, Error> {
///     SessionBuilder::<S>::new(user_id).create(router).await
/// }
/// ```
///
/// The parameters are the way of connecting and what was supplied. With the defaults, nothing was supplied.
// As in `connections`, the supertraits say what is missing for a known agent, and this trait names the bound to write
// for a generic one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is generic, and it may leave something to run time",
    label = "`{Self}` is not known to implement `Creatable`",
    note = "add the bound `{Self}: tool_router::Creatable`"
)]
pub trait Creatable<
    Connections = <Self as SessionSpec>::Connections,
    Links = <<Self as SessionSpec>::Connections as ConnectionMode>::Shown<NotYet>,
    Choice = of::Toolkits<Self>,
    Callback = of::Callback<Self>,
    AuthConfigs = <of::AuthConfigs<Self> as LeftToRunTime>::Supplied,
    Accounts = <of::ConnectedAccounts<Self> as LeftToRunTime>::Supplied,
>:
    SessionSpec
    + AuthLinksShown<Links>
    + ToolkitsChosen<Choice>
    + CallbackSupplied<Callback>
    + AuthConfigsSupplied<AuthConfigs>
    + ConnectedAccountsSupplied<Accounts>
{
}

macro_rules! creatable {
    ($($connections:ident),*) => {$(
        impl<S, Links, Choice, Callback, AuthConfigs, Accounts>
            Creatable<$connections, Links, Choice, Callback, AuthConfigs, Accounts> for S
        where
            S: SessionSpec<Connections = $connections>
                + AuthLinksShown<Links>
                + ToolkitsChosen<Choice>
                + CallbackSupplied<Callback>
                + AuthConfigsSupplied<AuthConfigs>
                + ConnectedAccountsSupplied<Accounts>,
        {
        }
    )*};
}

creatable!(OnDemand, Upfront, Preconnected, Manual, Undecided);

/// An agent whose builder has a handler for auth links, if it needs one.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` waits for its connections: call `.on_auth_link(..)` before `.create(..)`",
    label = "the auth links would not be shown",
    note = "`.on_auth_link(|link| println!(\"Connect {{}}: {{}}\", link.toolkit(), link.url()))` shows them to the user"
)]
pub trait AuthLinksShown<Links = NotYet> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// An agent whose builder has no handler for auth links yet.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "auth links have a handler already",
    label = "a second handler",
    note = "keep one of `.on_auth_link(..)`, `.try_on_auth_link(..)`, `.on_auth_link_async(..)` and `.connection_events()`"
)]
pub trait AuthLinksNotYetShown<Links = Supplied> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// An agent whose builder has its toolkits.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` leaves its toolkits to run time: call `.toolkits(..)` before `.create(..)`",
    label = "no toolkit is chosen",
    note = "`.toolkits([\"gmail\"])` chooses by name, `.toolkits([{Self}::GMAIL])` by constant"
)]
pub trait ToolkitsChosen<Choice = NotYet> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// An agent whose builder does not have its toolkits yet.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the toolkits were chosen already",
    label = "chosen twice",
    note = "a choice is made once: remove one of the two calls, or narrow it with `.only(..)`"
)]
pub trait ToolkitsNotYetChosen<Choice = Supplied> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// Agents that leave their toolkits to run time.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is generic, and not every agent leaves its toolkits to run time",
    label = "`{Self}` is not known to implement `ToolkitsLeftToRunTime`",
    note = "add the bound `{Self}: tool_router::builder::ToolkitsLeftToRunTime`"
)]
pub trait ToolkitsLeftToRunTime<Choice = of::Toolkits<Self>>: SessionSpec + ToolkitsOpen<Choice> {}

impl<S: SessionSpec<AtRunTime: RunTimeParts<Toolkits = NotYet>>> ToolkitsLeftToRunTime<NotYet> for S {}
impl<S: SessionSpec<AtRunTime: RunTimeParts<Toolkits = Undecided>>> ToolkitsLeftToRunTime<Undecided> for S {}
impl<S: SessionSpec<AtRunTime: RunTimeParts<Toolkits = Settled>> + ToolkitsOpen> ToolkitsLeftToRunTime<Settled> for S {}

/// Implemented for no agent whose declaration settles the toolkits.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` declares its toolkits: they are not chosen at run time",
    label = "the declaration settles the toolkits",
    note = "to choose them at run time declare `toolkits(from = [\"gmail\", \"slack\"])`; to leave some out call `.only(..)`"
)]
pub trait ToolkitsOpen<Choice = Settled> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// Agents that leave all of their auth configs to run time.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not leave all of its auth configs to run time, or they were supplied already",
    label = "there is no map of auth configs to supply",
    note = "declare `auth_configs` without entries to supply them by toolkit; for single ones call `.auth_config(..)`"
)]
pub trait AuthConfigMapOpen<AuthConfigs = Settled> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// Agents that leave all of their connected accounts to run time.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not leave all of its connected accounts to run time, or they were supplied already",
    label = "there is no map of connected accounts to supply",
    note = "declare `connected_accounts` without entries to supply them by toolkit; for single ones call `.connected_account(..)`"
)]
pub trait AccountMapOpen<Accounts = Settled> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// Agents whose callback URL can be supplied at run time and need not be.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not declare its callback URL as optional at run time",
    label = "the callback URL is not optional",
    note = "declare `callback_url?` in `manage_connections(..)`; a required one is supplied with `.callback_url(..)`"
)]
pub trait CallbackOptional<Callback = Settled> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// Agents that decide at run time whether a toolkit can have several accounts.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not leave `multi_account` to run time",
    label = "the declaration settles `multi_account`",
    note = "declare `multi_account?` to decide it at run time"
)]
pub trait MultiAccountOptional<MultiAccount = Settled> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// Agents whose number of accounts of a toolkit can be supplied at run time.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not leave `max_per_toolkit` to run time",
    label = "the declaration settles `max_per_toolkit`",
    note = "declare `multi_account(max_per_toolkit?)` to supply it at run time, or `max_per_toolkit? = 5` for 5 at most"
)]
pub trait MaxPerToolkitOptional<MultiAccount = Settled> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// An agent whose builder has its callback URL.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` leaves its callback URL to run time: call `.callback_url(..)` before `.create(..)`",
    label = "the callback URL is missing"
)]
pub trait CallbackSupplied<Callback = NotYet> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// An agent whose builder does not have its callback URL yet.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the callback URL was already supplied",
    label = "supplied twice",
    note = "a builder takes it once: remove one of the two calls"
)]
pub trait CallbackNotYetSupplied<Callback = Supplied> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// Agents that leave their callback URL to run time.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is generic, and not every agent leaves its callback URL to run time",
    label = "`{Self}` is not known to implement `CallbackLeftToRunTime`",
    note = "add the bound `{Self}: tool_router::builder::CallbackLeftToRunTime`"
)]
pub trait CallbackLeftToRunTime<Callback = of::Callback<Self>>: SessionSpec + CallbackOpen<Callback> {}

impl<S: SessionSpec<AtRunTime: RunTimeParts<Callback = NotYet>>> CallbackLeftToRunTime<NotYet> for S {}
impl<S: SessionSpec<AtRunTime: RunTimeParts<Callback = Optional>>> CallbackLeftToRunTime<Optional> for S {}
impl<S: SessionSpec<AtRunTime: RunTimeParts<Callback = Undecided>>> CallbackLeftToRunTime<Undecided> for S {}
impl<S: SessionSpec<AtRunTime: RunTimeParts<Callback = Settled>> + CallbackOpen> CallbackLeftToRunTime<Settled> for S {}

/// Implemented for no agent whose declaration settles the callback URL.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not leave its callback URL to run time",
    label = "the declaration settles the callback URL",
    note = "name it without a value to supply it at run time: `manage_connections(enable, callback_url)`"
)]
pub trait CallbackOpen<Callback = Settled> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// An agent whose builder has its auth configs.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` leaves an auth config to run time: call `.auth_config(..)` before `.create(..)`",
    label = "an auth config is missing",
    note = "it is called once for each entry of `auth_configs` without a value; \
            for `slack` it is `.auth_config({Self}::SLACK_AUTH_CONFIG, \"ac_…\")`; \
            where `auth_configs` has no entries it is `.auth_configs([(\"slack\", \"ac_…\")])`"
)]
pub trait AuthConfigsSupplied<AuthConfigs = NotYet> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// An agent whose builder has its connected accounts.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` leaves a connected account to run time: call `.connected_account(..)` before `.create(..)`",
    label = "a connected account is missing",
    note = "it is called once for each entry of `connected_accounts` without a value; \
            for `slack` it is `.connected_account({Self}::SLACK_ACCOUNT, \"ca_…\")`; \
            where `connected_accounts` has no entries it is `.connected_accounts([(\"slack\", \"ca_…\")])`"
)]
pub trait ConnectedAccountsSupplied<Accounts = NotYet> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// An agent whose builder does not have this auth config or connected account yet.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this was already supplied",
    label = "supplied twice",
    note = "each entry that the declaration leaves to run time is supplied once: remove one of the two calls"
)]
pub trait NotYetSupplied<Entry = Supplied> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

macro_rules! implemented {
    ($($said:ident for $($state:ty),+;)*) => {$($(
        #[diagnostic::do_not_recommend]
        impl<S> $said<$state> for S {
            fn __sealed(_: Seal) {}
        }
    )+)*};
}

// Each trait has more than one impl: with a single one, the compiler would infer it for types it does not know. They are hidden,
// because the impls would stand on the page of every type, those of the user's crate among them.
implemented! {
    AuthLinksShown for Supplied, Undecided;
    AuthLinksNotYetShown for NotYet, Undecided;
    ToolkitsChosen for Settled, Supplied, Undecided;
    ToolkitsNotYetChosen for DeclaredChoice, Undecided;
    ToolkitsOpen for NotYet, Undecided;
    AuthConfigMapOpen for NotYet, Undecided;
    AccountMapOpen for NotYet, Undecided;
    CallbackOptional for Optional, Undecided;
    MultiAccountOptional for (Optional, Settled), (Optional, Optional), Undecided;
    MaxPerToolkitOptional for (Settled, Optional), (Optional, Optional), Undecided;
    CallbackSupplied for Settled, Optional, Supplied, Undecided;
    CallbackNotYetSupplied for DeclaredCallback, Undecided;
    CallbackOpen for NotYet, Optional, Undecided;
    AuthConfigsSupplied for Supplied, Undecided;
    ConnectedAccountsSupplied for Supplied, Undecided;
    NotYetSupplied for NotYet, Undecided;
}
