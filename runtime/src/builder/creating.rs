use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::future::BoxFuture;
use sync_wrapper::SyncFuture;

use crate::error::Error;
use crate::session::{Live, Session};
use crate::spec::SessionSpec;

/// A session being created; await it.
///
/// A named type, so that an unmet bound of `create` is reported once, at `create`. The hidden type of an `async fn`
/// would carry the bounds along and have them reported again at the `.await`.
#[must_use = "no session is created until this is awaited"]
pub struct Creating<'a, S: SessionSpec> {
    /// Of one type for every agent, so that it is compiled once, in this crate.
    work: SyncFuture<BoxFuture<'a, Result<Live, Error>>>,
    agent: PhantomData<fn() -> S>,
}

impl<'a, S: SessionSpec> Creating<'a, S> {
    pub(super) fn new(work: BoxFuture<'a, Result<Live, Error>>) -> Self {
        Self { work: SyncFuture::new(work), agent: PhantomData }
    }
}

impl<S: SessionSpec> Future for Creating<'_, S> {
    type Output = Result<Session<S>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.work).poll(context).map_ok(Session::new)
    }
}

impl<S: SessionSpec> fmt::Debug for Creating<'_, S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Creating").field("agent", &S::__declaration().agent()).finish_non_exhaustive()
    }
}
