//! Renewals of access tokens in progress: one for all concurrent callers.

use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, PoisonError},
};

use futures_util::{FutureExt, future::Shared};
use tokio::task::JoinHandle;

use crate::BoxFuture;

/// Why there is no access token. The messages are for the agent and contain no secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoToken {
    /// The user has to connect again.
    #[error("The connection to {toolkit} has expired ({reason}): the user has to connect {toolkit} again.")]
    Ended { toolkit: String, reason: String },
    /// It may work later.
    #[error("The access to {toolkit} could not be renewed: {reason}. Try again later.")]
    Unavailable { toolkit: String, reason: String },
    /// A fault of the router.
    #[error("The embedded router failed; its log says why.")]
    Internal,
}

impl From<sqlx::Error> for NoToken {
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(%error, "the store failed a call");
        Self::Internal
    }
}

/// The renewals in progress, by account.
#[derive(Default)]
pub(crate) struct Refreshes(Mutex<HashMap<String, Refresh>>);

/// The outcome of a renewal, for all waiters.
pub(crate) type Refresh = Shared<BoxFuture<'static, Result<(), NoToken>>>;

impl Refreshes {
    /// Joins the account's renewal in progress, or starts one, whose task reports when it has [ended](Self::ended).
    pub(crate) fn join(&self, account_id: &str, start: impl FnOnce() -> JoinHandle<Result<(), NoToken>>) -> Refresh {
        let mut refreshes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(refresh) = refreshes.get(account_id) {
            return refresh.clone();
        }
        let refresh = start().map(|joined| joined.unwrap_or(Err(NoToken::Internal))).boxed().shared();
        refreshes.insert(account_id.to_owned(), refresh.clone());
        refresh
    }

    /// The next caller starts another renewal of the account.
    pub(crate) fn ended(&self, account_id: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(account_id);
    }
}

impl fmt::Debug for Refreshes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refreshes").finish_non_exhaustive()
    }
}
