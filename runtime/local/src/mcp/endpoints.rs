use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use rmcp::{Peer, RoleServer};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::sessions::{Room, Sessions};

/// The endpoint of each session that an MCP client has requested.
#[derive(Debug, Default)]
pub(crate) struct Endpoints {
    by_session: Mutex<HashMap<String, Arc<Endpoint>>>,
    room: Arc<Room>,
    stopped: CancellationToken,
}

/// The connected MCP clients of one session.
#[derive(Debug)]
pub(super) struct Endpoint {
    pub(super) sessions: Arc<Sessions>,
    /// Cancels everything that is open.
    pub(super) ended: CancellationToken,
    /// A counter that increases when the list of tools may have changed.
    changes: watch::Sender<u64>,
    /// The clients that are notified without having subscribed.
    peers: Mutex<Vec<Peer<RoleServer>>>,
}

impl Endpoints {
    /// The endpoint of a session.
    pub(super) fn of(&self, session_id: &str) -> Arc<Endpoint> {
        let mut endpoints = self.lock();
        if let Some(endpoint) = endpoints.get(session_id) {
            return endpoint.clone();
        }
        // Removes endpoints that no request and no MCP session uses any more.
        let owners = self.room.owners();
        endpoints.retain(|_, endpoint| Arc::strong_count(endpoint) > 1 || owners.contains(&endpoint.sessions.owner()));
        let endpoint = Arc::new(Endpoint::new(&self.room, self.stopped.child_token()));
        endpoints.insert(session_id.to_owned(), endpoint.clone());
        endpoint
    }

    /// Notifies the clients of a session that its tools may have changed.
    pub(crate) fn changed(&self, session_id: &str) {
        if let Some(endpoint) = self.lock().get(session_id) {
            endpoint.changed();
        }
    }

    /// Ends the MCP sessions of a deleted session.
    pub(crate) fn end(&self, session_id: &str) {
        if let Some(endpoint) = self.lock().remove(session_id) {
            endpoint.ended.cancel();
        }
    }

    /// Ends everything, because the router stops.
    pub(crate) fn close(&self) {
        self.stopped.cancel();
        self.lock().clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Endpoint>>> {
        self.by_session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Endpoint {
    fn new(room: &Arc<Room>, ended: CancellationToken) -> Self {
        Self {
            sessions: Arc::new(Sessions::new(room)),
            ended,
            changes: watch::Sender::default(),
            peers: Mutex::default(),
        }
    }

    /// Notifies a client of every change.
    pub(super) fn tell(&self, peer: Peer<RoleServer>) {
        let mut peers = self.peers.lock().unwrap_or_else(PoisonError::into_inner);
        peers.retain(|peer| !peer.is_transport_closed());
        peers.push(peer);
    }

    /// A receiver that changes with the list of tools.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    fn changed(&self) {
        self.changes.send_modify(|count| *count += 1);
        let peers = self.peers.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for peer in peers {
            let ended = self.ended.clone();
            // A client that does not read must not block the others.
            tokio::spawn(async move { ended.run_until_cancelled(peer.notify_tool_list_changed()).await });
        }
    }
}
