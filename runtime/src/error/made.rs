//! Makes errors without a router, for the tests of what deals with them. The variants may get more fields, so that only this
//! crate can write them out.

use super::{ApiError, Cause, Error, MissingConnection};
use crate::ids::SessionId;
use crate::policy::PolicyBreach;

/// Errors for tests. Those that hold one value are made of it: `Error::Api(ApiError::new(404, "no such session").into())`.
impl Error {
    /// An [`Error::Policy`].
    #[must_use]
    pub fn policy(breaches: impl IntoIterator<Item = PolicyBreach>) -> Self {
        Self::Policy { breaches: breaches.into_iter().collect() }
    }

    /// An [`Error::MissingConnections`] that leaves no session.
    #[must_use]
    pub fn missing_connections(toolkits: impl IntoIterator<Item = MissingConnection>) -> Self {
        Self::MissingConnections { toolkits: toolkits.into_iter().collect(), session: None }
    }

    /// An [`Error::WaitTimedOut`].
    #[must_use]
    pub fn wait_timed_out(missing: impl IntoIterator<Item = MissingConnection>, session: impl Into<SessionId>) -> Self {
        Self::WaitTimedOut { missing: missing.into_iter().collect(), session: session.into() }
    }

    /// An [`Error::AuthLinkHandler`].
    #[must_use]
    pub fn auth_link_handler(toolkit: impl Into<String>, session: impl Into<SessionId>, source: Cause) -> Self {
        Self::AuthLinkHandler { toolkit: toolkit.into(), session: session.into(), source }
    }

    /// An [`Error::ConfigConflict`].
    #[must_use]
    pub fn config_conflict(expected: Option<u64>, refusal: ApiError) -> Self {
        Self::ConfigConflict { expected, refusal: refusal.into() }
    }

    /// An [`Error::UnexpectedData`].
    #[must_use]
    pub fn unexpected_data(source: Cause) -> Self {
        Self::UnexpectedData { source }
    }
}
