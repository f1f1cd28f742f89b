use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use futures_util::{Stream, StreamExt};
use rmcp::{
    model::{ClientJsonRpcMessage, ServerJsonRpcMessage},
    transport::{
        WorkerTransport,
        streamable_http_server::{
            SessionId, SessionManager,
            session::{
                ServerSseMessage,
                local::{LocalSessionManager, LocalSessionManagerError, LocalSessionWorker},
            },
        },
    },
};
use tokio::time::Instant;

use crate::limits;

/// The MCP sessions of one session: a limited number, without idle ones.
#[derive(Debug)]
pub(crate) struct Sessions(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    all: LocalSessionManager,
    room: Arc<Room>,
}

/// How the MCP sessions of all sessions are used, and how many there may be.
#[derive(Debug)]
pub(super) struct Room {
    used: Mutex<HashMap<SessionId, Use>>,
    /// Of one session.
    most: usize,
    /// Of all sessions together.
    most_in_all: usize,
}

/// How a session is used.
#[derive(Clone, Debug)]
struct Use {
    owner: Weak<Inner>,
    last: Instant,
    /// The calls that run.
    calls: usize,
    /// The streams on which the client listens.
    streams: usize,
}

/// What a client does with a session.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Call,
    Listen,
}

impl Default for Room {
    fn default() -> Self {
        Self { used: Mutex::default(), most: limits::MCP_SESSIONS, most_in_all: limits::ALL_MCP_SESSIONS }
    }
}

impl Room {
    fn used(&self) -> MutexGuard<'_, HashMap<SessionId, Use>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes what is there from before, if there is too much of it: of the sessions without a call that runs, the one that was
    /// used least recently, and those whose client listens last.
    fn make_room(&self, used: &mut HashMap<SessionId, Use>, owner: &Weak<Inner>) -> Option<(SessionId, Use)> {
        let of_owner = used.values().filter(|usage| usage.owner.ptr_eq(owner)).count();
        let is_owner_full = of_owner >= self.most;
        if !is_owner_full && used.len() < self.most_in_all {
            return None;
        }
        let free = used
            .iter()
            .filter(|(_, usage)| usage.calls == 0 && (!is_owner_full || usage.owner.ptr_eq(owner)))
            .min_by_key(|(_, usage)| (usage.streams > 0, usage.last));
        let oldest = free.map(|(id, _)| id.clone())?;
        used.remove_entry(&oldest)
    }

    /// Adds a session of `owner`. Returns the session that it replaces, which is already removed.
    fn add(&self, id: &SessionId, owner: Weak<Inner>) -> Option<(SessionId, Use)> {
        let mut used = self.used();
        let replaced = self.make_room(&mut used, &owner);
        used.insert(id.clone(), Use { owner, last: Instant::now(), calls: 0, streams: 0 });
        replaced
    }

    /// Whether another session of `owner` would have to end one whose call runs.
    fn is_full(&self, owner: &Weak<Inner>) -> bool {
        let used = self.used();
        let of_owner = || used.values().filter(|usage| usage.owner.ptr_eq(owner));
        let is_busy = |usage: &Use| usage.calls > 0;
        (of_owner().count() >= self.most && of_owner().all(is_busy))
            || (used.len() >= self.most_in_all && used.values().all(is_busy))
    }

    fn touch(&self, id: &SessionId) {
        if let Some(usage) = self.used().get_mut(id) {
            usage.last = Instant::now();
        }
    }

    /// When the session will have been idle for too long, if it is still there and nothing happens.
    fn idle_at(&self, id: &SessionId) -> Option<Instant> {
        let used = self.used();
        let usage = used.get(id)?;
        let last = if usage.calls + usage.streams > 0 { Instant::now() } else { usage.last };
        Some(last + limits::MCP_IDLE)
    }

    /// The owners that have a session.
    pub(super) fn owners(&self) -> HashSet<*const ()> {
        self.used().values().map(|usage| usage.owner.as_ptr().cast()).collect()
    }
}

impl Use {
    fn count(&mut self, kind: Kind) -> &mut usize {
        match kind {
            Kind::Call => &mut self.calls,
            Kind::Listen => &mut self.streams,
        }
    }
}

impl Inner {
    async fn close(&self, id: &SessionId) -> Result<(), LocalSessionManagerError> {
        self.room.used().remove(id);
        self.all.close_session(id).await
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.room.used().retain(|_, usage| usage.owner.strong_count() > 0);
    }
}

/// Ends a session that was not used for some time.
async fn end_when_idle(sessions: Weak<Inner>, id: SessionId) {
    loop {
        let Some(at) = sessions.upgrade().and_then(|sessions| sessions.room.idle_at(&id)) else {
            return;
        };
        if at > Instant::now() {
            tokio::time::sleep_until(at).await;
            continue;
        }
        if let Some(sessions) = sessions.upgrade()
            && let Err(error) = sessions.close(&id).await
        {
            tracing::debug!(%error, "an idle MCP session did not end well");
        }
        return;
    }
}

/// A use of a session, until it is dropped.
struct InUse {
    sessions: Weak<Inner>,
    id: SessionId,
    kind: Kind,
}

impl Drop for InUse {
    fn drop(&mut self) {
        let Some(sessions) = self.sessions.upgrade() else { return };
        if let Some(usage) = sessions.room.used().get_mut(&self.id) {
            let count = usage.count(self.kind);
            *count = count.saturating_sub(1);
            usage.last = Instant::now();
        }
    }
}

impl Sessions {
    /// Sessions that share `room` with those of others.
    pub(super) fn new(room: &Arc<Room>) -> Self {
        let mut all = LocalSessionManager::default();
        // It only knows of messages, and a client that listens sends none: see `end_when_idle`.
        all.session_config.keep_alive = None;
        Self(Arc::new(Inner { all, room: room.clone() }))
    }

    /// What tells these from others in [`Room::owners`].
    pub(super) fn owner(&self) -> *const () {
        Arc::as_ptr(&self.0).cast()
    }

    /// Whether another session would have to end one whose call runs.
    pub(super) fn is_full(&self) -> bool {
        self.0.room.is_full(&Arc::downgrade(&self.0))
    }

    fn begin(&self, id: &SessionId, kind: Kind) -> InUse {
        if let Some(usage) = self.0.room.used().get_mut(id) {
            *usage.count(kind) += 1;
        }
        InUse { sessions: Arc::downgrade(&self.0), id: id.clone(), kind }
    }
}

/// The stream, which keeps `in_use` as long as it is there.
fn holding<S: Stream>(stream: S, in_use: InUse) -> impl Stream<Item = S::Item> {
    stream.inspect(move |_| {
        let _ = &in_use;
    })
}

impl SessionManager for Sessions {
    type Error = LocalSessionManagerError;
    type Transport = WorkerTransport<LocalSessionWorker>;

    async fn create_session(&self) -> Result<(SessionId, Self::Transport), Self::Error> {
        let (id, transport) = self.0.all.create_session().await?;
        if let Some((oldest, usage)) = self.0.room.add(&id, Arc::downgrade(&self.0))
            && let Some(owner) = usage.owner.upgrade()
            && let Err(error) = owner.all.close_session(&oldest).await
        {
            tracing::debug!(%error, "an MCP session that makes room did not end well");
        }
        tokio::spawn(end_when_idle(Arc::downgrade(&self.0), id.clone()));
        Ok((id, transport))
    }

    async fn initialize_session(
        &self,
        id: &SessionId,
        message: ClientJsonRpcMessage,
    ) -> Result<ServerJsonRpcMessage, Self::Error> {
        self.0.all.initialize_session(id, message).await
    }

    /// This is called first for every request that names a session.
    async fn has_session(&self, id: &SessionId) -> Result<bool, Self::Error> {
        self.0.room.touch(id);
        self.0.all.has_session(id).await
    }

    async fn close_session(&self, id: &SessionId) -> Result<(), Self::Error> {
        self.0.close(id).await
    }

    /// The answer to a call, without event ids, which would let a client resume it. A router that was restarted has nothing to
    /// resume, and rmcp's client asks for it again and again in place of telling that the call has failed.
    async fn create_stream(
        &self,
        id: &SessionId,
        message: ClientJsonRpcMessage,
    ) -> Result<impl Stream<Item = ServerSseMessage> + Send + Sync + 'static, Self::Error> {
        let in_use = self.begin(id, Kind::Call);
        let stream = self.0.all.create_stream(id, message).await?.filter_map(|mut message| {
            message.event_id = None;
            // What has no message only announces the first id.
            std::future::ready(message.message.is_some().then_some(message))
        });
        Ok(holding(stream, in_use))
    }

    async fn accept_message(&self, id: &SessionId, message: ClientJsonRpcMessage) -> Result<(), Self::Error> {
        self.0.all.accept_message(id, message).await
    }

    async fn create_standalone_stream(
        &self,
        id: &SessionId,
    ) -> Result<impl Stream<Item = ServerSseMessage> + Send + Sync + 'static, Self::Error> {
        let in_use = self.begin(id, Kind::Listen);
        Ok(holding(self.0.all.create_standalone_stream(id).await?, in_use))
    }

    async fn resume(
        &self,
        id: &SessionId,
        last_event_id: String,
    ) -> Result<impl Stream<Item = ServerSseMessage> + Send + Sync + 'static, Self::Error> {
        let in_use = self.begin(id, Kind::Listen);
        Ok(holding(self.0.all.resume(id, last_event_id).await?, in_use))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::{body::Body, http::Request};
    use rmcp::{ServerHandler, transport::StreamableHttpService};
    use serde_json::{Value, json};

    use super::*;

    struct Nothing;

    impl ServerHandler for Nothing {}

    /// Sends a message, and returns the id of its session.
    async fn send(service: &StreamableHttpService<Nothing, Sessions>, session: Option<&str>, message: Value) -> String {
        let request = Request::post("http://localhost/")
            .header("host", "localhost")
            .header("content-type", "application/json")
            .header("accept", "application/json, text/event-stream");
        let request = session.into_iter().fold(request, |request, id| request.header("mcp-session-id", id));
        let response = service.handle(request.body(Body::from(message.to_string())).unwrap()).await;
        assert!(response.status().is_success(), "{}", response.status());
        let id = response.headers().get("mcp-session-id").map(|id| id.to_str().unwrap());
        id.or(session).unwrap().to_owned()
    }

    fn is_empty(sessions: &Sessions) -> bool {
        sessions.0.room.used().is_empty()
    }

    async fn added(sessions: &Sessions) -> SessionId {
        sessions.create_session().await.unwrap().0
    }

    async fn has(sessions: &Sessions, id: &SessionId) -> bool {
        sessions.0.all.has_session(id).await.unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn all_sessions_share_the_room_and_the_idle_make_it() {
        let room = Arc::new(Room { used: Mutex::default(), most: 3, most_in_all: 4 });
        let [one, other] = [Sessions::new(&room), Sessions::new(&room)];
        let calls = added(&one).await;
        let calling = one.begin(&calls, Kind::Call);
        tokio::time::advance(Duration::from_secs(1)).await;
        let listens = added(&one).await;
        let _listening = one.begin(&listens, Kind::Listen);
        tokio::time::advance(Duration::from_secs(1)).await;
        let idle = added(&one).await;
        tokio::time::advance(Duration::from_secs(1)).await;
        let first = added(&other).await;
        tokio::time::advance(Duration::from_secs(1)).await;
        let second = added(&other).await;
        assert!(!has(&one, &idle).await, "the one that was used least recently");
        tokio::time::advance(Duration::from_secs(1)).await;
        let third = added(&other).await;
        assert!(!has(&other, &first).await && has(&one, &listens).await, "whoever listens stays longer");
        let in_calls = [other.begin(&second, Kind::Call), other.begin(&third, Kind::Call)];
        added(&other).await;
        assert!(!has(&one, &listens).await && has(&one, &calls).await, "whoever calls stays");
        let last = room.used().keys().find(|id| ![&calls, &second, &third].contains(id)).cloned().unwrap();
        let in_last = other.begin(&last, Kind::Call);
        assert!(one.is_full() && other.is_full());
        drop((calling, in_last));
        assert!(!one.is_full() && !other.is_full());
        drop(in_calls);
        drop(other);
        assert_eq!(room.owners(), HashSet::from([one.owner()]));
    }

    #[tokio::test(start_paused = true)]
    async fn a_session_that_nobody_uses_ends() {
        let sessions = Arc::new(Sessions::new(&Arc::default()));
        let service = StreamableHttpService::new(|| Ok(Nothing), sessions.clone(), Default::default());
        let params = json!({ "protocolVersion": "2025-11-25", "capabilities": {},
            "clientInfo": { "name": "tests", "version": "1" } });
        let initialize = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params });
        let id = send(&service, None, initialize).await;
        let initialized = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
        send(&service, Some(&id), initialized).await;
        tokio::time::sleep(limits::MCP_IDLE - Duration::from_secs(60)).await;
        assert!(!is_empty(&sessions));
        send(&service, Some(&id), json!({ "jsonrpc": "2.0", "id": 2, "method": "ping" })).await;
        tokio::time::sleep(limits::MCP_IDLE - Duration::from_secs(60)).await;
        assert!(!is_empty(&sessions), "it was used meanwhile");
        tokio::time::sleep(Duration::from_secs(120)).await;
        assert!(is_empty(&sessions));
        assert!(!sessions.has_session(&id.as_str().into()).await.unwrap());
    }

    #[tokio::test(start_paused = true)]
    async fn a_session_whose_client_listens_does_not_end() {
        let sessions = Arc::new(Sessions::new(&Arc::default()));
        let service = StreamableHttpService::new(|| Ok(Nothing), sessions.clone(), Default::default());
        let params = json!({ "protocolVersion": "2025-11-25", "capabilities": {},
            "clientInfo": { "name": "tests", "version": "1" } });
        let initialize = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params });
        let id = send(&service, None, initialize).await;
        let initialized = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
        send(&service, Some(&id), initialized).await;
        let stream = sessions.create_standalone_stream(&id.as_str().into()).await.unwrap();
        tokio::time::sleep(3 * limits::MCP_IDLE).await;
        assert!(sessions.has_session(&id.as_str().into()).await.unwrap());
        drop(stream);
        tokio::time::sleep(2 * limits::MCP_IDLE).await;
        assert!(is_empty(&sessions));
    }
}
