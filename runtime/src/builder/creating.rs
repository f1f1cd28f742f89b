use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use sync_wrapper::SyncFuture;

use crate::error::Error;
use crate::session::Session;
use crate::spec::SessionSpec;

/// A session being created; await it.
///
/// It has a name so that a bound of `create` which does not hold is reported once, at `create`. The hidden type of an
/// `async fn` would carry the bounds along, and have them reported at the `.await` as well.
#[must_use = "no session is created until this is awaited"]
pub struct Creating<'a, S: SessionSpec>(SyncFuture<Pin<Box<Work<'a, S>>>>);

type Work<'a, S> = dyn Future<Output = Result<Session<S>, Error>> + Send + 'a;

impl<'a, S: SessionSpec> Creating<'a, S> {
    pub(super) fn new(future: impl Future<Output = Result<Session<S>, Error>> + Send + 'a) -> Self {
        Self(SyncFuture::new(Box::pin(future)))
    }
}

impl<S: SessionSpec> Future for Creating<'_, S> {
    type Output = Result<Session<S>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context)
    }
}

impl<S: SessionSpec> fmt::Debug for Creating<'_, S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Creating").field("agent", &S::__declaration().agent()).finish_non_exhaustive()
    }
}
