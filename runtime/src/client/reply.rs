use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::future::BoxFuture;
use sync_wrapper::SyncFuture;

use crate::error::Error;

/// The result of a request; await it, or the request itself.
///
/// It owns all that it needs, so that it can be spawned. Dropping it gives the request up: whether the router has processed it
/// already is not known then.
///
/// # Panics
///
/// Awaiting it panics outside a Tokio runtime with I/O and time enabled.
#[must_use = "nothing is sent until this is awaited"]
pub struct Reply<T, E = Error>(SyncFuture<BoxFuture<'static, Result<T, E>>>);

impl<T, E> Reply<T, E> {
    /// Boxed, so that whoever awaits it compiles nothing of it and stores a pointer.
    pub(crate) fn new(future: impl Future<Output = Result<T, E>> + Send + 'static) -> Self {
        Self(SyncFuture::new(Box::pin(future)))
    }
}

impl<T, E> Future for Reply<T, E> {
    type Output = Result<T, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context)
    }
}

impl<T, E> fmt::Debug for Reply<T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Reply").finish_non_exhaustive()
    }
}
