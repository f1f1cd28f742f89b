use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::sync::Arc;

use super::live::Live;
use super::{Opening, Session, Work, work};
use crate::error::Error;
use crate::opaque::Opaque;

/// A session about to be read again; await it.
#[must_use = "nothing is read until this is awaited"]
pub struct RefreshRequest<S> {
    pub(super) live: Opaque<Arc<Live>>,
    pub(super) agent: PhantomData<fn() -> S>,
}

impl<S> IntoFuture for RefreshRequest<S> {
    type Output = Result<Session<S>, Error>;
    type IntoFuture = Opening<'static, S>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { live, agent: _ } = self;
        Opening { work: live.into_inner().refresh(), agent: PhantomData }
    }
}

impl Live {
    /// Boxed here, so that an agent's refresh compiles nothing of it.
    fn refresh(self: Arc<Self>) -> Work<'static> {
        work(async move { self.refreshed().await })
    }

    async fn refreshed(&self) -> Result<Self, Error> {
        let mut later = Self::retrieve(&self.router, &self.id, self.fence).await?;
        later.unchecked = self.unchecked;
        later.hold_to_declaration()?;
        Ok(self.renewed(later))
    }
}

impl<S> fmt::Debug for RefreshRequest<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RefreshRequest").field("session", &self.live.id).finish()
    }
}
