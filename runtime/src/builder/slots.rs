//! The entries that a declaration leaves to run time, each a value of a type of its own, so that the builder knows
//! which have been supplied.

use std::marker::PhantomData;

use super::pending::{NotYet, Supplied};
use crate::config::{List, MultiAccount, Text};
use crate::error::InvalidInput;
use crate::ids::ConnectedAccountId;

/// The first entry of a list of what is left to run time.
pub enum First {}

/// The entry after `Index`.
pub struct Next<Index>(PhantomData<Index>);

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

            /// The slug of the toolkit it is for.
            #[must_use]
            pub const fn toolkit(self) -> &'static str {
                self.toolkit
            }
        }

        // Derived impls would ask the same of the agent.
        impl<S, Index> Clone for $slot<S, Index> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<S, Index> Copy for $slot<S, Index> {}
    };
}

slot!(AuthConfigSlot);
slot!(AccountSlot);

/// A place in a list of what is left to run time whose entry is not supplied yet.
///
/// It is the place that is bound, not the list: a method's own parameter does not keep the compiler from finding the
/// method, and so this message is the one that is shown.
#[diagnostic::on_unimplemented(
    message = "this was supplied already",
    label = "supplied twice",
    note = "each entry that the declaration leaves to run time is supplied once: remove one of the two calls"
)]
pub trait Supply<List> {
    /// The list with that entry supplied.
    type After;
}

#[diagnostic::do_not_recommend]
impl<Rest> Supply<(NotYet, Rest)> for First {
    type After = (Supplied, Rest);
}

#[diagnostic::do_not_recommend]
impl<Head, Rest, Index: Supply<Rest>> Supply<(Head, Rest)> for Next<Index> {
    type After = (Head, Index::After);
}

/// A list of what is left to run time: whether there is anything in it.
pub trait LeftToRunTime {
    #[doc(hidden)]
    const ANY: bool;
}

impl LeftToRunTime for () {
    const ANY: bool = false;
}

impl<Head, Rest> LeftToRunTime for (Head, Rest) {
    const ANY: bool = true;
}

/// One connected account, or several.
#[derive(Clone, Debug)]
pub struct AccountIds(Vec<ConnectedAccountId>);

impl AccountIds {
    /// The same bounds that the attribute holds declared accounts to.
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
