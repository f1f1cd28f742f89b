use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_util::future::BoxFuture;
use sync_wrapper::SyncFuture;

use super::{Live, Session};
use crate::error::Error;

/// A session that is being created, found again or changed; await it.
///
/// It borrows nothing, so that it can be spawned, unless the handler of auth links that it was given does.
///
/// Dropping it stops the waiting. A session that was created by then, or a change that was sent, stays on the router.
///
/// # Panics
///
/// Awaiting it panics outside a Tokio runtime with I/O and time enabled.
// A named type, so that an unmet bound of `create` is reported once, at `create`. The hidden type of an `async fn`
// would carry the bounds along and have them reported again at the `.await`.
#[must_use = "nothing is sent until this is awaited"]
pub struct Opening<'a, S> {
    /// Of one type for every agent, so that it is compiled once, in this crate.
    work: SyncFuture<BoxFuture<'a, Result<Live, Error>>>,
    agent: PhantomData<fn() -> S>,
}

impl<'a, S> Opening<'a, S> {
    pub(crate) fn new(work: BoxFuture<'a, Result<Live, Error>>) -> Self {
        Self { work: SyncFuture::new(work), agent: PhantomData }
    }
}

impl<S> Future for Opening<'_, S> {
    type Output = Result<Session<S>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.work).poll(context).map_ok(|live| Session::new(Arc::new(live)))
    }
}

impl<S> fmt::Debug for Opening<'_, S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Opening").finish_non_exhaustive()
    }
}
