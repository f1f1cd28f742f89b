//! What a declaration leaves to run time, as one type.
//!
//! It is one associated type of [`SessionSpec`](crate::SessionSpec), not five, because the compiler checks and compares each of them
//! for each agent.

use std::fmt;
use std::marker::PhantomData;

use super::pending::Settled;
use super::slots::LeftToRunTime;
use crate::connections::Undecided;

/// What a declaration leaves to run time: [`AllSettled`], or the parts in a [`LeftOpen`]. The trait is sealed.
///
/// ```
/// use tool_router::SessionSpec;
/// use tool_router::builder::{RunTimeParts, Settled};
///
/// fn has_its_callback_url<S: SessionSpec<AtRunTime: RunTimeParts<Callback = Settled>>>() {}
/// ```
pub trait RunTimeParts: sealed::Sealed {
    /// Whether the toolkits are chosen at run time: [`Settled`], or [`NotYet`](super::NotYet) chosen.
    type Toolkits;
    /// Whether the callback URL is left to run time: [`Settled`], [`NotYet`](super::NotYet) supplied, or
    /// [`Optional`](super::Optional).
    type Callback;
    /// The auth configs left to run time: a list with one [`NotYet`](super::NotYet) for each, or [`NotYet`](super::NotYet) for a
    /// map of all.
    type AuthConfigs: LeftToRunTime;
    /// The connected accounts left to run time, as the auth configs are.
    type ConnectedAccounts: LeftToRunTime;
    /// Whether several accounts are turned on at run time, and their number supplied: [`Settled`], or a pair with
    /// [`Optional`](super::Optional) for each that is.
    type MultiAccount;
}

/// The declaration leaves nothing to run time.
#[derive(Debug)]
pub enum AllSettled {}

/// The declaration leaves some of these parts to run time.
pub struct LeftOpen<Toolkits, Callback, AuthConfigs, ConnectedAccounts, MultiAccount>(
    PhantomData<(Toolkits, Callback, AuthConfigs, ConnectedAccounts, MultiAccount)>,
);

impl RunTimeParts for AllSettled {
    type Toolkits = Settled;
    type Callback = Settled;
    type AuthConfigs = ();
    type ConnectedAccounts = ();
    type MultiAccount = Settled;
}

impl<Toolkits, Callback, AuthConfigs, ConnectedAccounts, MultiAccount> RunTimeParts
    for LeftOpen<Toolkits, Callback, AuthConfigs, ConnectedAccounts, MultiAccount>
where
    AuthConfigs: LeftToRunTime,
    ConnectedAccounts: LeftToRunTime,
{
    type Toolkits = Toolkits;
    type Callback = Callback;
    type AuthConfigs = AuthConfigs;
    type ConnectedAccounts = ConnectedAccounts;
    type MultiAccount = MultiAccount;
}

/// With errors in the declaration, anything can be supplied.
impl RunTimeParts for Undecided {
    type Toolkits = Self;
    type Callback = Self;
    type AuthConfigs = Self;
    type ConnectedAccounts = Self;
    type MultiAccount = Self;
}

impl<Toolkits, Callback, AuthConfigs, ConnectedAccounts, MultiAccount> fmt::Debug
    for LeftOpen<Toolkits, Callback, AuthConfigs, ConnectedAccounts, MultiAccount>
{
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("LeftOpen")
    }
}

/// A part of what the agent `S` leaves to run time.
pub(crate) mod of {
    use super::RunTimeParts;
    use crate::spec::SessionSpec;

    macro_rules! parts {
        ($($part:ident)*) => {$(
            pub(crate) type $part<S> = <<S as SessionSpec>::AtRunTime as RunTimeParts>::$part;
        )*};
    }

    parts!(Toolkits Callback AuthConfigs ConnectedAccounts MultiAccount);
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::AllSettled {}
    impl<Toolkits, Callback, AuthConfigs, ConnectedAccounts, MultiAccount> Sealed
        for super::LeftOpen<Toolkits, Callback, AuthConfigs, ConnectedAccounts, MultiAccount>
    {
    }
    impl Sealed for crate::connections::Undecided {}
}
