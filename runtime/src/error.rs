//! What can go wrong.

use thiserror::Error;

/// Something supplied at run time that cannot be right. It is reported before any request is sent.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InvalidInput {
    /// A user id without a character.
    #[error("the user id is empty")]
    EmptyUserId,
    /// An id without its prefix.
    #[error("`{id}` is no {kind}'s id: it does not look like `{prefix}…`")]
    Id {
        /// What it should be the id of.
        kind: &'static str,
        /// How such ids start.
        prefix: &'static str,
        /// What was given.
        id: String,
    },
    /// A callback URL that a browser must not be sent to.
    #[error("the callback URL cannot be used: {reason}")]
    CallbackUrl {
        /// Why not.
        reason: &'static str,
    },
    /// `.only(..)` left no toolkit.
    #[error("`.only(..)` leaves the session no toolkit")]
    NothingLeft,
    /// An empty list of accounts.
    #[error("`{toolkit}` is pinned to an empty list of accounts")]
    NoAccounts {
        /// The toolkit's slug.
        toolkit: String,
    },
    /// More accounts for a toolkit than the declaration allows.
    #[error("`{toolkit}` is pinned to {given} accounts, and the declaration allows {allowed}: see `multi_account`")]
    TooManyAccounts {
        /// The toolkit's slug.
        toolkit: String,
        /// How many were given.
        given: usize,
        /// How many can be.
        allowed: usize,
    },
}

/// Why a session could not be created, or a call of it failed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// Something supplied cannot be right; no request was sent.
    #[error(transparent)]
    Invalid(#[from] InvalidInput),
}
