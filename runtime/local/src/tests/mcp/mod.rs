//! MCP clients of a session.

mod access;
mod approvals;
mod tools;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use rmcp::{
    ClientHandler, ErrorData, RoleClient, ServiceError,
    model::{
        CallToolRequestParams, CallToolResult, ClientCapabilities, ClientConfig, ElicitRequestParams, ElicitResult,
        ElicitationAction, Implementation, ProtocolVersion, SubscriptionFilter,
    },
    service::{ClientLifecycleMode, ClientServiceExt, NotificationContext, RequestContext, RunningService},
    transport::{StreamableHttpClientTransport, streamable_http_client::StreamableHttpClientTransportConfig},
};
use tokio::sync::{Notify, Semaphore};

use super::*;

/// A client with its user, who gives the same answer to every question; without an answer the client cannot ask.
#[derive(Clone, Default)]
struct User {
    answer: Option<(ElicitationAction, Value)>,
    asked: Arc<AtomicUsize>,
    /// Makes the user think before answering, once `thinks` is set.
    patience: Option<Arc<Semaphore>>,
    thinks: Arc<Notify>,
    told: Arc<Notify>,
}

impl User {
    fn who(action: ElicitationAction, decision: Value) -> Self {
        Self { answer: Some((action, decision)), ..Self::default() }
    }

    fn who_decides(decision: &str) -> Self {
        Self::who(ElicitationAction::Accept, json!({ "decision": decision }))
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl ClientHandler for User {
    fn get_info(&self) -> ClientConfig {
        let capabilities = match self.answer {
            Some(_) => ClientCapabilities::builder().enable_elicitation().build(),
            None => ClientCapabilities::default(),
        };
        ClientConfig::new(capabilities, Implementation::new("tests", "1"))
    }

    async fn create_elicitation(
        &self,
        request: ElicitRequestParams,
        _: RequestContext<RoleClient>,
    ) -> Result<ElicitResult, ErrorData> {
        let ElicitRequestParams::FormElicitationParams { message, requested_schema, .. } = request else {
            panic!("a form was expected");
        };
        assert!(message.contains("ECHO_DELETE"), "{message}");
        assert!(requested_schema.properties.contains_key("decision"));
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.thinks.notify_one();
        if let Some(patience) = &self.patience {
            patience.acquire().await.unwrap().forget();
        }
        let (action, content) = self.answer.clone().unwrap();
        Ok(ElicitResult::new(action).with_content(content))
    }

    async fn on_tool_list_changed(&self, _: NotificationContext<RoleClient>) {
        self.told.notify_one();
    }
}

type Client = RunningService<RoleClient, User>;

/// Both protocol revisions: the one with a handshake and sessions, and the one without.
fn lifecycles() -> [ClientLifecycleMode; 2] {
    let preferred_versions = vec![ProtocolVersion::V_2026_07_28];
    [ClientLifecycleMode::Initialize, ClientLifecycleMode::Discover { preferred_versions }]
}

impl Harness {
    /// The endpoint that the API returns for a session.
    async fn endpoint(&self, session: &str) -> String {
        let (_, session) = self.get(session).await;
        session["mcp"]["url"].as_str().unwrap().to_owned()
    }

    async fn client_of(&self, session: &str, user: User, lifecycle: ClientLifecycleMode) -> Client {
        let mut config = StreamableHttpClientTransportConfig::with_uri(self.endpoint(session).await);
        let key = self.router.api_key().parse().unwrap();
        config.custom_headers.insert("x-api-key".parse().unwrap(), key);
        config.reinit_on_expired_session = false;
        let transport = StreamableHttpClientTransport::with_client(http::client().unwrap(), config);
        user.serve_with_lifecycle(transport, lifecycle).await.unwrap()
    }

    async fn client(&self, session: &str, user: User) -> Client {
        self.client_of(session, user, ClientLifecycleMode::Initialize).await
    }

    /// A request without a client library.
    fn raw(&self, endpoint: &str, message: &Value) -> reqwest::RequestBuilder {
        self.http
            .post(endpoint)
            .header("x-api-key", self.router.api_key())
            .header("accept", "application/json, text/event-stream")
            .json(message)
    }
}

fn initialize() -> Value {
    json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": { "name": "tests", "version": "1" },
    } })
}

fn list() -> Value {
    json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/list" })
}

async fn try_call(client: &Client, tool: &'static str, arguments: Value) -> Result<CallToolResult, ServiceError> {
    let Value::Object(arguments) = arguments else { panic!("arguments are an object") };
    client.call_tool(CallToolRequestParams::new(tool).with_arguments(arguments)).await
}

async fn call(client: &Client, tool: &'static str, arguments: Value) -> CallToolResult {
    try_call(client, tool, arguments).await.unwrap()
}

/// The text of an error result.
fn failure(result: &CallToolResult) -> String {
    assert_eq!(result.is_error, Some(true), "{result:?}");
    serde_json::to_string(&result.content).unwrap()
}

async fn names(client: &Client) -> Vec<String> {
    client.list_all_tools().await.unwrap().iter().map(|tool| tool.name.to_string()).collect()
}
