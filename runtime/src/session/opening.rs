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
use crate::opaque::Opaque;

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
    pub(crate) work: Work<'a>,
    pub(crate) agent: PhantomData<fn() -> S>,
}

/// What is awaited.
pub(crate) type Work<'a> = SyncFuture<BoxFuture<'a, Result<Opaque<Arc<Live>>, Error>>>;

/// Boxes what gives a session.
pub(crate) fn work<'a>(work: impl Future<Output = Result<Live, Error>> + Send + 'a) -> Work<'a> {
    SyncFuture::new(Box::pin(async move { Ok(Opaque::new(Arc::new(work.await?))) }))
}

/// Compiled once, in this crate.
fn polled(work: &mut Work<'_>, context: &mut Context<'_>) -> Poll<Result<Opaque<Arc<Live>>, Error>> {
    Pin::new(work).poll(context)
}

impl<S> Future for Opening<'_, S> {
    type Output = Result<Session<S>, Error>;

    // Written out: what it called would be compiled for each agent.
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match polled(&mut self.get_mut().work, context) {
            Poll::Ready(Ok(live)) => Poll::Ready(Ok(Session { live, agent: PhantomData })),
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<S> fmt::Debug for Opening<'_, S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Opening").finish_non_exhaustive()
    }
}
