//! What happens to auth links while a session is created.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::future::BoxFuture;
use futures_util::stream::Stream;
use sync_wrapper::SyncWrapper;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::auth_link::AuthLink;
use super::connections::Connection;
use crate::error::{Cause, Error};
use crate::ids::SessionId;

/// What to do with auth links.
pub struct ShowLinks<'a>(SyncWrapper<To<'a>>);

/// Where auth links go: a handler that was given, boxed by the builder so that this is compiled once.
enum To<'a> {
    Nowhere,
    Handler(Box<dyn FnMut(AuthLink) + Send + 'a>),
    Trying(Box<dyn FnMut(AuthLink) -> Result<(), Cause> + Send + 'a>),
    Awaiting(Box<dyn FnMut(AuthLink) -> BoxFuture<'a, ()> + Send + 'a>),
    Events(SendEvents),
}

/// Where events are sent to a [`ConnectionEvents`].
pub(crate) type SendEvents = UnboundedSender<ConnectionEvent>;

/// What happened while a session was waiting for its user to connect.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ConnectionEvent {
    /// A link was made for a toolkit that is not connected. Show it to the user.
    #[non_exhaustive]
    LinkMade {
        /// The link.
        link: AuthLink,
    },
    /// The user authenticated, and the toolkit is connected.
    #[non_exhaustive]
    Connected {
        /// The account.
        connection: Connection,
    },
    /// A toolkit's link expired before the user opened it, and this one takes its place.
    #[non_exhaustive]
    LinkReplaced {
        /// The new link.
        link: AuthLink,
    },
    /// Every toolkit is connected: the session can be used. It is the last event. Where the stream ends without it, `create`
    /// failed or was dropped.
    AllConnected,
}

/// What happens while a session waits for its user to connect, as a [`Stream`]; without an extension trait use
/// [`next`](Self::next).
///
/// It comes from [`SessionBuilder::connection_events`](crate::SessionBuilder::connection_events).
#[derive(Debug)]
#[must_use = "the auth links are in it: without them the user cannot connect"]
pub struct ConnectionEvents(UnboundedReceiver<ConnectionEvent>);

impl ConnectionEvents {
    /// The events are few: a link for each toolkit, and one more whenever a link expires.
    pub(crate) fn new() -> (SendEvents, Self) {
        let (send, events) = unbounded_channel();
        (send, Self(events))
    }

    /// Waits for the next event; `None` after the last.
    pub async fn next(&mut self) -> Option<ConnectionEvent> {
        self.0.recv().await
    }
}

impl Stream for ConnectionEvents {
    type Item = ConnectionEvent;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}

impl<'a> ShowLinks<'a> {
    pub(crate) fn nowhere() -> Self {
        Self::to(To::Nowhere)
    }

    pub(crate) fn by(handler: Box<dyn FnMut(AuthLink) + Send + 'a>) -> Self {
        Self::to(To::Handler(handler))
    }

    pub(crate) fn trying(handler: Box<dyn FnMut(AuthLink) -> Result<(), Cause> + Send + 'a>) -> Self {
        Self::to(To::Trying(handler))
    }

    pub(crate) fn awaiting(handler: Box<dyn FnMut(AuthLink) -> BoxFuture<'a, ()> + Send + 'a>) -> Self {
        Self::to(To::Awaiting(handler))
    }

    pub(crate) fn events(send: SendEvents) -> Self {
        Self::to(To::Events(send))
    }

    fn to(to: To<'a>) -> Self {
        Self(SyncWrapper::new(to))
    }

    /// Shows a link that was made.
    pub(super) async fn made(&mut self, link: AuthLink, session: &SessionId) -> Result<(), Error> {
        self.show(link, session, |link| ConnectionEvent::LinkMade { link }).await
    }

    /// Shows the link that takes an expired one's place.
    pub(super) async fn replaced(&mut self, link: AuthLink, session: &SessionId) -> Result<(), Error> {
        self.show(link, session, |link| ConnectionEvent::LinkReplaced { link }).await
    }

    async fn show(
        &mut self,
        link: AuthLink,
        session: &SessionId,
        event: fn(AuthLink) -> ConnectionEvent,
    ) -> Result<(), Error> {
        match self.0.get_mut() {
            To::Nowhere => {}
            To::Handler(handler) => handler(link),
            To::Trying(handler) => {
                let toolkit = link.toolkit().to_owned();
                return handler(link).map_err(|source| Error::AuthLinkHandler {
                    toolkit,
                    session: session.clone(),
                    source,
                });
            }
            To::Awaiting(handler) => handler(link).await,
            To::Events(events) => send(events, event(link)),
        }
        Ok(())
    }

    pub(super) fn connected(&mut self, connection: &Connection) {
        if let To::Events(events) = self.0.get_mut() {
            send(events, ConnectionEvent::Connected { connection: connection.clone() });
        }
    }

    pub(super) fn all_connected(&mut self) {
        if let To::Events(events) = self.0.get_mut() {
            send(events, ConnectionEvent::AllConnected);
        }
    }
}

/// A stream that nobody reads any more does not end the waiting.
fn send(events: &SendEvents, event: ConnectionEvent) {
    let _ = events.send(event);
}

impl fmt::Debug for ShowLinks<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ShowLinks").finish_non_exhaustive()
    }
}
