use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use futures_util::Stream;
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
pub(crate) struct Sessions {
    all: LocalSessionManager,
    last_used: Mutex<HashMap<SessionId, Instant>>,
}

impl Default for Sessions {
    fn default() -> Self {
        let mut all = LocalSessionManager::default();
        all.session_config.keep_alive = Some(limits::MCP_IDLE);
        Self { all, last_used: Mutex::default() }
    }
}

impl Sessions {
    pub(super) fn is_empty(&self) -> bool {
        self.last_used().is_empty()
    }

    fn last_used(&self) -> MutexGuard<'_, HashMap<SessionId, Instant>> {
        self.last_used.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a session. Returns the session that it replaces, which is already removed.
    fn add(&self, id: &SessionId) -> Option<SessionId> {
        let mut last_used = self.last_used();
        let full = last_used.len() >= limits::MCP_SESSIONS;
        let oldest = full.then(|| last_used.iter().min_by_key(|(_, used)| **used).map(|(id, _)| id.clone()));
        let oldest = oldest.flatten();
        if let Some(oldest) = &oldest {
            last_used.remove(oldest);
        }
        last_used.insert(id.clone(), Instant::now());
        oldest
    }

    fn touch(&self, id: &SessionId) {
        if let Some(used) = self.last_used().get_mut(id) {
            *used = Instant::now();
        }
    }
}

impl SessionManager for Sessions {
    type Error = LocalSessionManagerError;
    type Transport = WorkerTransport<LocalSessionWorker>;

    async fn create_session(&self) -> Result<(SessionId, Self::Transport), Self::Error> {
        let (id, transport) = self.all.create_session().await?;
        if let Some(oldest) = self.add(&id)
            && let Err(error) = self.all.close_session(&oldest).await
        {
            tracing::debug!(%error, "an MCP session that makes room did not end well");
        }
        Ok((id, transport))
    }

    async fn initialize_session(
        &self,
        id: &SessionId,
        message: ClientJsonRpcMessage,
    ) -> Result<ServerJsonRpcMessage, Self::Error> {
        self.all.initialize_session(id, message).await
    }

    /// This is called first for every request that names a session.
    async fn has_session(&self, id: &SessionId) -> Result<bool, Self::Error> {
        self.touch(id);
        self.all.has_session(id).await
    }

    async fn close_session(&self, id: &SessionId) -> Result<(), Self::Error> {
        self.last_used().remove(id);
        self.all.close_session(id).await
    }

    async fn create_stream(
        &self,
        id: &SessionId,
        message: ClientJsonRpcMessage,
    ) -> Result<impl Stream<Item = ServerSseMessage> + Send + Sync + 'static, Self::Error> {
        self.all.create_stream(id, message).await
    }

    async fn accept_message(&self, id: &SessionId, message: ClientJsonRpcMessage) -> Result<(), Self::Error> {
        self.all.accept_message(id, message).await
    }

    async fn create_standalone_stream(
        &self,
        id: &SessionId,
    ) -> Result<impl Stream<Item = ServerSseMessage> + Send + Sync + 'static, Self::Error> {
        self.all.create_standalone_stream(id).await
    }

    async fn resume(
        &self,
        id: &SessionId,
        last_event_id: String,
    ) -> Result<impl Stream<Item = ServerSseMessage> + Send + Sync + 'static, Self::Error> {
        self.all.resume(id, last_event_id).await
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, time::Duration};

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

    #[tokio::test(start_paused = true)]
    async fn a_session_that_nobody_uses_ends() {
        let sessions = Arc::new(Sessions::default());
        let service = StreamableHttpService::new(|| Ok(Nothing), sessions.clone(), Default::default());
        let params = json!({ "protocolVersion": "2025-11-25", "capabilities": {},
            "clientInfo": { "name": "tests", "version": "1" } });
        let initialize = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params });
        let id = send(&service, None, initialize).await;
        let initialized = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
        send(&service, Some(&id), initialized).await;
        tokio::time::sleep(limits::MCP_IDLE - Duration::from_secs(60)).await;
        assert!(!sessions.is_empty());
        send(&service, Some(&id), json!({ "jsonrpc": "2.0", "id": 2, "method": "ping" })).await;
        tokio::time::sleep(limits::MCP_IDLE - Duration::from_secs(60)).await;
        assert!(!sessions.is_empty(), "it was used meanwhile");
        tokio::time::sleep(Duration::from_secs(120)).await;
        assert!(sessions.is_empty());
        assert!(!sessions.has_session(&id.as_str().into()).await.unwrap());
    }
}
