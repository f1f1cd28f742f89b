//! Renewals of access tokens in progress: one for all concurrent callers.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use futures_util::{FutureExt, future::Shared};

use crate::{BoxFuture, connections::how_to_connect, store::Session};

/// Why there is no access token. The messages are for the agent and contain no secret.
///
/// [`told`](Self::told) adds what can be done about it.
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

impl NoToken {
    /// The message with what the session's agent can do about it.
    pub(crate) fn told(&self, session: &Session) -> String {
        match self {
            Self::Ended { toolkit, .. } => format!("{self} {}", how_to_connect(session, toolkit)),
            Self::Unavailable { .. } | Self::Internal => self.to_string(),
        }
    }

    /// Whether the user has to connect again.
    pub(crate) fn has_ended(&self) -> bool {
        matches!(self, Self::Ended { .. })
    }
}

impl From<sqlx::Error> for NoToken {
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(%error, "the store failed a call");
        Self::Internal
    }
}

/// The renewals in progress, by account.
#[derive(Clone, Default)]
pub(crate) struct Refreshes(Arc<Mutex<HashMap<String, Refresh>>>);

/// The outcome of a renewal, for all waiters.
pub(crate) type Refresh = Shared<BoxFuture<'static, Result<(), NoToken>>>;

impl Refreshes {
    /// Joins the account's renewal in progress, or starts one, which goes on even if all waiters go away.
    pub(crate) fn join<F>(&self, account_id: &str, renewal: impl FnOnce() -> F) -> Refresh
    where
        F: Future<Output = Result<(), NoToken>> + Send + 'static,
    {
        let mut refreshes = self.lock();
        if let Some(refresh) = refreshes.get(account_id) {
            return refresh.clone();
        }
        let (renewal, ended) = (renewal(), Ended { refreshes: self.clone(), account_id: account_id.to_owned() });
        let task = tokio::spawn(async move {
            let _ended = ended;
            renewal.await
        });
        let refresh = task.map(|joined| joined.unwrap_or(Err(NoToken::Internal))).boxed().shared();
        refreshes.insert(account_id.to_owned(), refresh.clone());
        refresh
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Refresh>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets the next caller start another renewal, however this one ends: also if a toolkit panics in it.
struct Ended {
    refreshes: Refreshes,
    account_id: String,
}

impl Drop for Ended {
    fn drop(&mut self) {
        self.refreshes.lock().remove(&self.account_id);
    }
}

impl fmt::Debug for Refreshes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refreshes").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_is_told_what_it_can_do_about_an_account_that_ended() {
        let ended = NoToken::Ended { toolkit: "gmail".to_owned(), reason: "it was revoked".to_owned() };
        let mut session = Session::none("ada".to_owned());
        for (manages, said) in
            [(true, "COMPOSIO_MANAGE_CONNECTIONS"), (false, "the user has to connect gmail outside of it")]
        {
            session.config.manage_connections.enable = manages;
            let told = ended.told(&session);
            assert!(told.contains("has expired") && told.contains(said), "{told}");
            assert_eq!(told.contains("COMPOSIO_MANAGE_CONNECTIONS"), manages, "{told}");
            assert!(!told.contains("ada"), "{told}");
        }
    }

    #[tokio::test]
    async fn a_renewal_that_panics_is_not_the_last_one() {
        let refreshes = Refreshes::default();
        let panics = || async { panic!("asked to") };
        assert_eq!(refreshes.join("ca_1", panics).await, Err(NoToken::Internal));
        assert_eq!(refreshes.join("ca_1", || async { Ok(()) }).await, Ok(()));
        assert!(refreshes.lock().is_empty());
    }
}
