use std::fmt;

use crate::{random::RandomError, refreshes::NoToken};

/// Why something that a test asked of the router is not possible.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct TestError(String);

impl TestError {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

macro_rules! from {
    ($($error:ty),*) => {$(
        impl From<$error> for TestError {
            fn from(error: $error) -> Self {
                Self::new(format!("the embedded router has a problem of its own: {error}"))
            }
        }
    )*};
}

from!(sqlx::Error, RandomError, NoToken, reqwest::Error, tokio::task::JoinError);

impl fmt::Debug for TestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TestError: {}", self.0)
    }
}
