use super::SessionUpdate;
use super::plan::Plan;
use crate::builder::{
    AccountIds, AccountSlot, CallbackLeftToRunTime, CallbackOpen, DeclaredAuthConfig, LeftToRunTime, NotYet,
    RunTimeParts, Supplied, of,
};
use crate::connections::Undecided;
use crate::error::InvalidInput;
use crate::ids::AuthConfigId;
use crate::seal::Seal;
use crate::spec::{DeclaredToolkit, SessionSpec, Toolkit};
use tool_router_core::config::{Change, MAX_PER_TOOLKIT, MultiAccountPatch};

impl<S: SessionSpec> SessionUpdate<S> {
    /// Changes where the user's browser goes after authenticating, for agents that leave it to run time.
    pub fn callback_url(mut self, url: impl Into<String>) -> Self
    where
        S: CallbackOpen<of::Callback<S>> + CallbackLeftToRunTime,
    {
        self.plan.callback_url(url.into());
        self
    }

    /// Enables or disables the agent's tool for waiting, `COMPOSIO_WAIT_FOR_CONNECTIONS`.
    pub fn wait_for_connections(mut self, enable: bool) -> Self {
        self.plan.wait_for_connections(enable);
        self
    }

    /// Sets whether the agent can remove connections.
    pub fn connection_removal(mut self, enable: bool) -> Self {
        self.plan.connection_removal(enable);
        self
    }

    /// Changes the auth config (`ac_…`) of a toolkit that the declaration leaves to run time. The others are kept.
    pub fn auth_config(mut self, slot: impl DeclaredAuthConfig<S>, id: impl Into<AuthConfigId>) -> Self {
        self.plan.auth_config(slot.__toolkit(), id.into());
        self
    }

    /// Pins a toolkit to a connected account (`ca_…`), or to several with `multi_account`. The other pins are kept.
    ///
    /// It takes a toolkit, or an account that the declaration leaves to run time. If the declaration names accounts,
    /// only those can be used.
    pub fn connected_account(mut self, toolkit: impl Pinnable<S>, ids: impl Into<AccountIds>) -> Self {
        self.plan.connected_account(toolkit.__slug(), ids.into());
        self
    }

    /// Removes the pin of an earlier update. The method does not exist for agents that leave accounts to run time:
    /// their toolkits are always pinned.
    pub fn unpin(mut self, toolkit: impl DeclaredToolkit<S>) -> Self
    where
        S: LeavesNoAccountToRunTime<<of::ConnectedAccounts<S> as LeftToRunTime>::Supplied> + UnpinsAccounts,
    {
        self.plan.unpin(toolkit.__slug());
        self
    }

    /// Enables or disables several accounts per toolkit.
    ///
    /// Disabling also removes the maximum and the explicit selection; enabling brings those of the declaration back, and takes
    /// the preloaded tools out, which the API does not support beside it.
    pub fn multi_account(mut self, enable: bool) -> Self {
        self.plan.multi_account(enable);
        self
    }

    /// Sets how many accounts a toolkit may have, 2 to 10; `None` for the API's maximum.
    pub fn max_accounts_per_toolkit(mut self, max: impl Into<Option<u8>>) -> Self {
        self.plan.max_accounts_per_toolkit(max.into());
        self
    }

    /// Sets whether each call has to name its account.
    pub fn explicit_selection(mut self, require: bool) -> Self {
        self.plan.explicit_selection(require);
        self
    }
}

impl Plan {
    fn callback_url(&mut self, url: String) {
        self.note(InvalidInput::check_callback_url(&url));
        self.patch.manage_connections.amend(|connections| connections.callback_url = Change::Set(url.into()));
    }

    fn wait_for_connections(&mut self, enable: bool) {
        self.patch.manage_connections.amend(|connections| connections.enable_wait_for_connections = Some(enable));
    }

    fn connection_removal(&mut self, enable: bool) {
        self.patch.manage_connections.amend(|connections| connections.enable_connection_removal = Some(enable));
    }

    fn auth_config(&mut self, toolkit: &'static str, id: AuthConfigId) {
        self.note(id.check());
        let current = self.current_auth_configs();
        self.patch
            .auth_configs
            .amend_from(|| current, |configs| configs.insert(toolkit, id.as_str().to_owned().into()));
    }

    fn connected_account(&mut self, toolkit: &'static str, ids: AccountIds) {
        self.note(ids.check(toolkit, self.live.fence.config().multi_account.as_ref()));
        let current = self.current_pins();
        self.patch.connected_accounts.amend_from(|| current, |pins| pins.insert(toolkit, ids.into_list()));
    }

    fn unpin(&mut self, toolkit: &str) {
        let current = self.current_pins();
        self.patch.connected_accounts.amend_from(|| current, |pins| pins.retain(|pinned| pinned != toolkit));
    }

    fn multi_account(&mut self, enable: bool) {
        self.several(|several| several.enable = Some(enable));
    }

    fn max_accounts_per_toolkit(&mut self, max: Option<u8>) {
        if let Some(given) = max.filter(|max| !MAX_PER_TOOLKIT.contains(max)) {
            let what = "the number of accounts of a toolkit";
            let (least, most) = (*MAX_PER_TOOLKIT.start(), *MAX_PER_TOOLKIT.end());
            let (given, least, most) = (given.into(), least.into(), most.into());
            self.note(Err(InvalidInput::OutOfBounds { what, given, least, most }));
        }
        self.several(|several| several.max_accounts_per_toolkit = max.map_or(Change::Remove, Change::Set));
    }

    fn explicit_selection(&mut self, require: bool) {
        self.several(|several| several.require_explicit_selection = Some(require));
    }

    fn several(&mut self, change: impl FnOnce(&mut MultiAccountPatch)) {
        self.patch.multi_account.amend(change);
    }
}

/// A toolkit of the agent `S` that can be pinned to accounts: the toolkit's constant, or the constant of an account
/// that is left to run time.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a toolkit that `{S}` declares",
    label = "not a toolkit of `{S}`",
    note = "each declared toolkit is a constant: `toolkits = [\"gmail\"]` makes `{S}::GMAIL`",
    note = "so is each account that it leaves to run time: `connected_accounts(gmail)` makes `{S}::GMAIL_ACCOUNT`"
)]
pub trait Pinnable<S>: sealed::Sealed {
    /// The toolkit's slug.
    #[doc(hidden)]
    fn __slug(self) -> &'static str;
}

impl<S> Pinnable<S> for Toolkit<S> {
    fn __slug(self) -> &'static str {
        self.slug()
    }
}

impl<S, Index> Pinnable<S> for AccountSlot<S, Index> {
    fn __slug(self) -> &'static str {
        self.toolkit()
    }
}

/// Agents that leave no account to run time, so that an update's pin can be removed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is generic; agents that leave accounts to run time are always pinned",
    label = "`{Self}` is not known to implement `UnpinsAccounts`",
    note = "add the bound `{Self}: tool_router::session::UnpinsAccounts`"
)]
pub trait UnpinsAccounts<Accounts: LeftToRunTime = of::ConnectedAccounts<Self>>:
    SessionSpec + LeavesNoAccountToRunTime<Accounts::Supplied>
{
}

impl<S: SessionSpec<AtRunTime: RunTimeParts<ConnectedAccounts = ()>>> UnpinsAccounts<()> for S {}
impl<S: SessionSpec<AtRunTime: RunTimeParts<ConnectedAccounts = Undecided>>> UnpinsAccounts<Undecided> for S {}
impl<S: SessionSpec<AtRunTime: RunTimeParts<ConnectedAccounts = NotYet>> + LeavesNoAccountToRunTime>
    UnpinsAccounts<NotYet> for S
{
}
impl<S, Rest> UnpinsAccounts<(NotYet, Rest)> for S where
    S: SessionSpec<AtRunTime: RunTimeParts<ConnectedAccounts = (NotYet, Rest)>> + LeavesNoAccountToRunTime
{
}

/// Implemented for no agent that leaves a connected account to run time.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` leaves connected accounts to run time: its sessions are always pinned to them",
    label = "accounts are always pinned",
    note = "`.connected_account(..)` pins another one"
)]
pub trait LeavesNoAccountToRunTime<Accounts = NotYet> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

#[diagnostic::do_not_recommend]
impl<S> LeavesNoAccountToRunTime<Supplied> for S {
    fn __sealed(_: Seal) {}
}
// More than one impl, as for the builder's traits.
#[diagnostic::do_not_recommend]
impl<S> LeavesNoAccountToRunTime<Undecided> for S {
    fn __sealed(_: Seal) {}
}

mod sealed {
    use crate::builder::AccountSlot;
    use crate::spec::Toolkit;

    pub trait Sealed {}
    impl<S> Sealed for Toolkit<S> {}
    impl<S, Index> Sealed for AccountSlot<S, Index> {}
}
