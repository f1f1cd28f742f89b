use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::future::BoxFuture;
use sync_wrapper::SyncFuture;

use crate::error::Error;

/// The result of a session's request; await it.
#[must_use = "nothing is sent until this is awaited"]
pub struct Reply<'a, T>(SyncFuture<BoxFuture<'a, Result<T, Error>>>);

impl<'a, T> Reply<'a, T> {
    pub(super) fn new(future: impl Future<Output = Result<T, Error>> + Send + 'a) -> Self {
        Self(SyncFuture::new(Box::pin(future)))
    }
}

impl<T> Future for Reply<'_, T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context)
    }
}

impl<T> fmt::Debug for Reply<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Reply").finish_non_exhaustive()
    }
}
