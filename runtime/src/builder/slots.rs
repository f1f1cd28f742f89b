//! The entries that a declaration leaves to run time. Each has its own type, so that the builder tracks which were
//! supplied.

use std::fmt;
use std::marker::PhantomData;

use super::handlers::{AuthLinksAsEvents, OnAuthLink, OnAuthLinkAsync, TryOnAuthLink};
use super::pending::{
    DeclaredAccounts, DeclaredAuthConfigs, DeclaredCallback, DeclaredChoice, NotYet, Optional, Supplied,
};
use super::run_time_parts::of;
use crate::config::{List, MultiAccount, Text};
use crate::connections::Undecided;
use crate::error::InvalidInput;
use crate::ids::ConnectedAccountId;
use crate::spec::SessionSpec;

/// The first entry of a list of what is left to run time.
#[derive(Debug)]
pub enum First {}

/// The entry after `Index`.
pub struct Next<Index>(PhantomData<fn() -> Index>);

impl<Index> fmt::Debug for Next<Index> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Next")
    }
}

/// An auth config that the agent `S` leaves to run time.
pub struct AuthConfigSlot<S, Index> {
    toolkit: &'static str,
    place: PhantomData<fn() -> (S, Index)>,
}

/// A connected account that the agent `S` leaves to run time.
pub struct AccountSlot<S, Index> {
    toolkit: &'static str,
    place: PhantomData<fn() -> (S, Index)>,
}

macro_rules! slot {
    ($slot:ident) => {
        impl<S, Index> $slot<S, Index> {
            /// For the attribute's expansion only.
            #[doc(hidden)]
            #[must_use]
            pub const fn __declared(toolkit: &'static str) -> Self {
                Self { toolkit, place: PhantomData }
            }

            /// The slug of its toolkit.
            #[must_use]
            pub const fn toolkit(self) -> &'static str {
                self.toolkit
            }
        }

        // Derives would require the same traits of the agent.
        impl<S, Index> Clone for $slot<S, Index> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<S, Index> Copy for $slot<S, Index> {}

        impl<S, Index> PartialEq for $slot<S, Index> {
            fn eq(&self, other: &Self) -> bool {
                self.toolkit == other.toolkit
            }
        }

        impl<S, Index> Eq for $slot<S, Index> {}

        impl<S, Index> std::hash::Hash for $slot<S, Index> {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.toolkit.hash(state);
            }
        }

        impl<S, Index> fmt::Debug for $slot<S, Index> {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.debug_tuple(stringify!($slot)).field(&self.toolkit).finish()
            }
        }
    };
}

slot!(AuthConfigSlot);
slot!(AccountSlot);

/// An auth config that the agent `S` leaves to run time: its constant, an [`AuthConfigSlot`].
#[diagnostic::on_unimplemented(
    message = "this is not an auth config that `{S}` leaves to run time",
    label = "not an auth config of `{S}`",
    note = "each is a constant of its agent: `auth_configs(slack)` makes `{S}::SLACK_AUTH_CONFIG`"
)]
pub trait DeclaredAuthConfig<S>: sealed::Sealed {
    /// Its position in the list of what is left to run time.
    #[doc(hidden)]
    type Place;
    /// The slug of its toolkit.
    #[doc(hidden)]
    fn __toolkit(self) -> &'static str;
}

impl<S, Index> DeclaredAuthConfig<S> for AuthConfigSlot<S, Index> {
    type Place = Index;
    fn __toolkit(self) -> &'static str {
        self.toolkit
    }
}

/// A connected account that the agent `S` leaves to run time: its constant, an [`AccountSlot`].
#[diagnostic::on_unimplemented(
    message = "this is not a connected account that `{S}` leaves to run time",
    label = "not a connected account of `{S}`",
    note = "each is a constant of its agent: `connected_accounts(slack)` makes `{S}::SLACK_ACCOUNT`"
)]
pub trait DeclaredAccount<S>: sealed::Sealed {
    /// Its position in the list of what is left to run time.
    #[doc(hidden)]
    type Place;
    /// The slug of its toolkit.
    #[doc(hidden)]
    fn __toolkit(self) -> &'static str;
}

impl<S, Index> DeclaredAccount<S> for AccountSlot<S, Index> {
    type Place = Index;
    fn __toolkit(self) -> &'static str {
        self.toolkit
    }
}

mod sealed {
    pub trait Sealed {}
    impl<S, Index> Sealed for super::AuthConfigSlot<S, Index> {}
    impl<S, Index> Sealed for super::AccountSlot<S, Index> {}
}

/// A position in a list of what is left to run time.
// As the traits of `pending` are, because one of its impls is for every type.
#[doc(hidden)]
pub trait Supply<List> {
    /// The entry there: [`NotYet`] or [`Supplied`].
    type Now;
    /// The list with that entry supplied.
    type After;
}

impl<Now, Rest> Supply<(Now, Rest)> for First {
    type Now = Now;
    type After = (Supplied, Rest);
}

impl<Head, Rest, Index: Supply<Rest>> Supply<(Head, Rest)> for Next<Index> {
    type Now = Index::Now;
    type After = (Head, Index::After);
}

// An entry that can be left out is not counted.
impl<Now, Rest> Supply<(Now, Rest)> for Optional {
    type Now = NotYet;
    type After = (Now, Rest);
}

impl Supply<()> for Optional {
    type Now = NotYet;
    type After = ();
}

impl<Index> Supply<Undecided> for Index {
    type Now = Undecided;
    type After = Undecided;
}

/// The state of something that the agent `S` leaves to run time.
pub trait Left<S> {
    /// The state now: what the agent declares, or what is left of it.
    type Now;
}

impl<S: SessionSpec> Left<S> for DeclaredChoice {
    type Now = of::Toolkits<S>;
}

impl<S: SessionSpec> Left<S> for DeclaredCallback {
    type Now = of::Callback<S>;
}

impl<S: SessionSpec> Left<S> for DeclaredAuthConfigs {
    type Now = of::AuthConfigs<S>;
}

impl<S: SessionSpec> Left<S> for DeclaredAccounts {
    type Now = of::ConnectedAccounts<S>;
}

impl<S> Left<S> for NotYet {
    type Now = Self;
}

impl<S> Left<S> for Supplied {
    type Now = Self;
}

impl<S, F> Left<S> for OnAuthLink<F> {
    type Now = Supplied;
}

impl<S, F> Left<S> for TryOnAuthLink<F> {
    type Now = Supplied;
}

impl<S, F, Fut> Left<S> for OnAuthLinkAsync<F, Fut> {
    type Now = Supplied;
}

impl<S> Left<S> for AuthLinksAsEvents {
    type Now = Supplied;
}

impl<S> Left<S> for () {
    type Now = Self;
}

impl<S, Head, Rest> Left<S> for (Head, Rest) {
    type Now = Self;
}

impl<S> Left<S> for Undecided {
    type Now = Self;
}

/// A list of what is left to run time.
pub trait LeftToRunTime {
    /// [`Supplied`] if every entry is supplied, otherwise [`NotYet`].
    type Supplied;
}

impl LeftToRunTime for () {
    type Supplied = Supplied;
}

/// All ids of a kind, by toolkit.
impl LeftToRunTime for NotYet {
    type Supplied = Self;
}

impl LeftToRunTime for Supplied {
    type Supplied = Self;
}

impl LeftToRunTime for Undecided {
    type Supplied = Supplied;
}

impl<Rest> LeftToRunTime for (NotYet, Rest) {
    type Supplied = NotYet;
}

impl<Rest: LeftToRunTime> LeftToRunTime for (Supplied, Rest) {
    type Supplied = Rest::Supplied;
}

/// One connected account, or several.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccountIds(Vec<ConnectedAccountId>);

impl AccountIds {
    /// Checks the same bounds that the attribute checks for declared accounts.
    pub(crate) fn check(&self, toolkit: &str, multi_account: Option<&MultiAccount>) -> Result<(), InvalidInput> {
        self.0.iter().try_for_each(ConnectedAccountId::check)?;
        let allowed = MultiAccount::most(multi_account);
        match self.0.len() {
            0 => Err(InvalidInput::NoAccounts { toolkit: toolkit.to_owned() }),
            given if given > allowed => {
                Err(InvalidInput::TooManyAccounts { toolkit: toolkit.to_owned(), given, allowed })
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn into_list(self) -> List<Text> {
        self.0.into_iter().map(|id| Text::Owned(id.as_str().to_owned())).collect()
    }
}

impl<Id: Into<ConnectedAccountId>> From<Id> for AccountIds {
    fn from(id: Id) -> Self {
        Self(vec![id.into()])
    }
}

impl<Id: Into<ConnectedAccountId>, const N: usize> From<[Id; N]> for AccountIds {
    fn from(ids: [Id; N]) -> Self {
        Self(ids.into_iter().map(Into::into).collect())
    }
}

impl<Id: Into<ConnectedAccountId>> From<Vec<Id>> for AccountIds {
    fn from(ids: Vec<Id>) -> Self {
        Self(ids.into_iter().map(Into::into).collect())
    }
}
