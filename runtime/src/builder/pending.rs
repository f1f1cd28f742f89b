//! What is still to be supplied, as types, and what `create` asks of them.

use sync_wrapper::SyncWrapper;

use crate::connections::{Manual, OnDemand, Preconnected, Undecided, Upfront};
use crate::session::{AuthLink, ShowLink};

/// Left to run time, and not supplied yet.
#[derive(Clone, Copy, Debug)]
pub struct NotYet;

/// Left to run time, and supplied.
pub enum Supplied {}

/// Settled by the declaration.
pub enum Settled {}

/// What [`on_auth_link`](super::SessionBuilder::on_auth_link) was given.
pub struct OnAuthLink<F>(pub(super) F);

/// A builder that knows what to do with auth links, or needs not.
#[diagnostic::on_unimplemented(
    message = "this agent waits for its connections: call `.on_auth_link(..)` before `.create(..)`",
    label = "nobody would see the auth links",
    note = "`.on_auth_link(|link| println!(\"Connect {{}}: {{}}\", link.toolkit(), link.url()))` shows them to the user"
)]
pub trait AuthLinksShown<Connections> {
    #[doc(hidden)]
    fn show<'a>(self) -> ShowLink<'a>
    where
        Self: 'a;
}

macro_rules! shows_links {
    ($($connections:ident),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<F: FnMut(AuthLink) + Send> AuthLinksShown<$connections> for OnAuthLink<F> {
            fn show<'a>(self) -> ShowLink<'a>
            where
                Self: 'a,
            {
                Some(SyncWrapper::new(Box::new(self.0)))
            }
        }
    )*};
}

// Those that do not wait among them: that they take no handler is said once, at `on_auth_link`.
shows_links!(Upfront, Undecided, OnDemand, Preconnected, Manual);

macro_rules! shows_no_links {
    ($($connections:ident),*) => {$(
        #[diagnostic::do_not_recommend]
        impl AuthLinksShown<$connections> for NotYet {
            fn show<'a>(self) -> ShowLink<'a> {
                None
            }
        }
    )*};
}

shows_no_links!(OnDemand, Preconnected, Manual, Undecided);

/// A builder whose callback URL is settled.
#[diagnostic::on_unimplemented(
    message = "this agent leaves its callback URL to run time: call `.callback_url(..)` before `.create(..)`",
    label = "the callback URL is missing"
)]
pub trait CallbackSupplied {}

#[diagnostic::do_not_recommend]
impl CallbackSupplied for Settled {}
#[diagnostic::do_not_recommend]
impl CallbackSupplied for Supplied {}

/// An agent that leaves its callback URL to run time.
#[diagnostic::on_unimplemented(
    message = "the callback URL is settled: the declaration says it or does without, or it was supplied already",
    label = "the callback URL is settled",
    note = "name it without a value to supply it at run time: `manage_connections(enable, callback_url)`"
)]
pub trait CallbackLeftToRunTime {}

#[diagnostic::do_not_recommend]
impl CallbackLeftToRunTime for NotYet {}

/// A builder whose auth configs are settled.
#[diagnostic::on_unimplemented(
    message = "this agent leaves an auth config to run time: call `.auth_config(..)` before `.create(..)`",
    label = "an auth config is missing",
    note = "once for each entry of `auth_configs` without a value: `.auth_config(Agent::SLACK_AUTH_CONFIG, \"ac_…\")`"
)]
pub trait AuthConfigsSupplied {}

#[diagnostic::do_not_recommend]
impl AuthConfigsSupplied for () {}
#[diagnostic::do_not_recommend]
impl<Rest: AuthConfigsSupplied> AuthConfigsSupplied for (Supplied, Rest) {}

/// A builder whose connected accounts are settled.
#[diagnostic::on_unimplemented(
    message = "this agent leaves a connected account to run time: call `.connected_account(..)` before `.create(..)`",
    label = "a connected account is missing",
    note = "once for each entry of `connected_accounts` without a value: \
            `.connected_account(Agent::SLACK_ACCOUNT, \"ca_…\")`"
)]
pub trait ConnectedAccountsSupplied {}

#[diagnostic::do_not_recommend]
impl ConnectedAccountsSupplied for () {}
#[diagnostic::do_not_recommend]
impl<Rest: ConnectedAccountsSupplied> ConnectedAccountsSupplied for (Supplied, Rest) {}
