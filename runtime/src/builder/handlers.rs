//! What auth links are handed to.

use std::fmt;
use std::marker::PhantomData;

use super::pending::NotYet;
use super::plan::Draft;
use crate::ToolRouter;
use crate::error::Cause;
use crate::session::{AuthLink, SendEvents, ShowLinks, Work};

/// The function given to [`on_auth_link`](super::SessionBuilder::on_auth_link).
pub struct OnAuthLink<F>(pub(super) F);

impl<F> fmt::Debug for OnAuthLink<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("OnAuthLink").finish_non_exhaustive()
    }
}

/// The function given to [`try_on_auth_link`](super::SessionBuilder::try_on_auth_link).
pub struct TryOnAuthLink<F>(pub(super) F);

/// The function given to [`on_auth_link_async`](super::SessionBuilder::on_auth_link_async).
pub struct OnAuthLinkAsync<F, Fut>(pub(super) F, pub(super) PhantomData<fn() -> Fut>);

/// Auth links are events, for the stream of [`connection_events`](super::SessionBuilder::connection_events).
pub struct AuthLinksAsEvents(pub(super) SendEvents);

macro_rules! shown_by_name {
    ($($handler:ident $(<$($of:ident),*>)?),*) => {$(
        impl$(<$($of),*>)? fmt::Debug for $handler$(<$($of),*>)? {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.debug_tuple(stringify!($handler)).finish_non_exhaustive()
            }
        }
    )*};
}

shown_by_name!(TryOnAuthLink<F>, OnAuthLinkAsync<F, Fut>, AuthLinksAsEvents);

/// What is done with auth links.
#[doc(hidden)]
pub trait Show {
    fn show<'a>(self) -> ShowLinks<'a>
    where
        Self: 'a;
}

/// Creates a session. It does not name the agent, so that it is compiled once for all that have no handler.
pub(super) fn open<'a>(draft: Draft, router: &ToolRouter, links: impl Show + 'a) -> Work<'a> {
    draft.create(router, links.show())
}

impl Show for NotYet {
    fn show<'a>(self) -> ShowLinks<'a> {
        ShowLinks::nowhere()
    }
}

impl<F: FnMut(AuthLink) + Send> Show for OnAuthLink<F> {
    fn show<'a>(self) -> ShowLinks<'a>
    where
        Self: 'a,
    {
        ShowLinks::by(Box::new(self.0))
    }
}

impl<F, E> Show for TryOnAuthLink<F>
where
    F: FnMut(AuthLink) -> Result<(), E> + Send,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    fn show<'a>(mut self) -> ShowLinks<'a>
    where
        Self: 'a,
    {
        ShowLinks::trying(Box::new(move |link| (self.0)(link).map_err(Cause::new)))
    }
}

impl<F, Fut> Show for OnAuthLinkAsync<F, Fut>
where
    F: FnMut(AuthLink) -> Fut + Send,
    Fut: Future<Output = ()> + Send,
{
    fn show<'a>(mut self) -> ShowLinks<'a>
    where
        Self: 'a,
    {
        ShowLinks::awaiting(Box::new(move |link| Box::pin((self.0)(link))))
    }
}

impl Show for AuthLinksAsEvents {
    fn show<'a>(self) -> ShowLinks<'a>
    where
        Self: 'a,
    {
        ShowLinks::events(self.0)
    }
}
