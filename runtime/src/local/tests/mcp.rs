//! MCP clients of a session.

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
use tokio::{
    sync::{Notify, Semaphore},
    time::timeout,
};

use super::*;

const SOON: Duration = Duration::from_secs(10);

/// A client with its user, who answers every question in the same way; without an answer it cannot ask.
#[derive(Clone, Default)]
struct User {
    answer: Option<(ElicitationAction, Value)>,
    asked: Arc<AtomicUsize>,
    /// Takes the user time to think, from `thinks` on.
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

/// Both revisions: the one with a handshake and sessions, and the one without.
fn lifecycles() -> [ClientLifecycleMode; 2] {
    let preferred_versions = vec![ProtocolVersion::V_2026_07_28];
    [ClientLifecycleMode::Initialize, ClientLifecycleMode::Discover { preferred_versions }]
}

impl Harness {
    /// The endpoint that the API tells of a session.
    async fn endpoint(&self, session: &str) -> String {
        let (_, session) = self.get(session).await;
        session["mcp"]["url"].as_str().unwrap().to_owned()
    }

    async fn client_of(&self, session: &str, user: User, lifecycle: ClientLifecycleMode) -> Client {
        let mut config = StreamableHttpClientTransportConfig::with_uri(self.endpoint(session).await);
        let key = self.router.api_key().expose_secret().parse().unwrap();
        config.custom_headers.insert("x-api-key".parse().unwrap(), key);
        config.reinit_on_expired_session = false;
        let transport = StreamableHttpClientTransport::with_client(http(), config);
        user.serve_with_lifecycle(transport, lifecycle).await.unwrap()
    }

    async fn client(&self, session: &str, user: User) -> Client {
        self.client_of(session, user, ClientLifecycleMode::Initialize).await
    }

    /// A request of no client in particular.
    fn raw(&self, endpoint: &str, message: &Value) -> reqwest::RequestBuilder {
        self.http
            .post(endpoint)
            .header("x-api-key", self.router.api_key().expose_secret())
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

/// The text of a result that is an error.
fn failure(result: &CallToolResult) -> String {
    assert_eq!(result.is_error, Some(true), "{result:?}");
    serde_json::to_string(&result.content).unwrap()
}

async fn names(client: &Client) -> Vec<String> {
    client.list_all_tools().await.unwrap().iter().map(|tool| tool.name.to_string()).collect()
}

#[tokio::test]
async fn the_tools_are_those_that_the_api_lists() {
    let harness = Harness::start().await;
    let config = json!({ "preload": { "tools": ["ECHO_DELETE", "GMAIL_FETCH_EMAILS"] } });
    let session = harness.session("ada", config).await;
    let (_, listed) = harness.get(&format!("{session}/tools")).await;
    let listed = listed["items"].as_array().unwrap();
    for lifecycle in lifecycles() {
        let client = harness.client_of(&session, User::default(), lifecycle).await;
        let tools = client.list_all_tools().await.unwrap();
        assert_eq!(tools.len(), listed.len());
        for (tool, listed) in tools.iter().zip(listed) {
            let tool = serde_json::to_value(tool).unwrap();
            assert_eq!((&tool["name"], &tool["title"]), (&listed["slug"], &listed["name"]));
            assert_eq!(tool["description"], listed["description"]);
            assert_eq!(tool["inputSchema"], listed["input_parameters"]);
        }
        let annotations = |name: &str| {
            let tool = tools.iter().find(|tool| tool.name == name).unwrap();
            serde_json::to_value(tool.annotations.as_ref().unwrap()).unwrap()
        };
        assert_eq!(annotations("ECHO_DELETE"), json!({ "destructiveHint": true }));
        let fetch = annotations("GMAIL_FETCH_EMAILS");
        assert_eq!((&fetch["readOnlyHint"], &fetch["destructiveHint"]), (&true.into(), &false.into()), "{fetch}");
    }
}

#[tokio::test]
async fn meta_tools_and_preloaded_tools_run_on_the_users_account() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "preload": { "tools": ["GMAIL_FETCH_EMAILS"] } })).await;
    let client = harness.client(&session, User::default()).await;
    let unconnected = failure(&call(&client, "GMAIL_FETCH_EMAILS", json!({})).await);
    assert!(unconnected.contains("No connected account"), "{unconnected}");
    let managed = call(&client, "COMPOSIO_MANAGE_CONNECTIONS", json!({ "toolkits": ["gmail"] })).await;
    let link = managed.structured_content.unwrap()["results"]["gmail"]["redirect_url"].as_str().unwrap().to_owned();
    let page = Browser::new().connect(&link.parse().unwrap(), "allow").await;
    assert!(page.text.contains("is connected"), "{}", page.text);

    let fetched = call(&client, "GMAIL_FETCH_EMAILS", json!({ "max_results": 2 })).await;
    assert_eq!(fetched.is_error, Some(false), "{fetched:?}");
    assert_eq!(fetched.structured_content.unwrap()["messages"].as_array().unwrap().len(), 2);
    let many = json!({ "tools": [{ "tool_slug": "ECHO_READ", "arguments": { "id": 1 } }] });
    let many = call(&client, "COMPOSIO_MULTI_EXECUTE_TOOL", many).await.structured_content.unwrap();
    assert_eq!(many["results"][0]["response"]["data"], json!({ "id": 1 }), "{many}");
}

#[tokio::test]
async fn what_fails_is_a_result_and_what_is_not_listed_an_error() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "preload": { "tools": ["ECHO_READ"] } })).await;
    for lifecycle in lifecycles() {
        let client = harness.client_of(&session, User::default(), lifecycle).await;
        let broken = failure(&call(&client, "ECHO_READ", json!({ "panic": true })).await);
        assert!(broken.contains("broke down"), "{broken}");
        let wrong = failure(&call(&client, "COMPOSIO_SEARCH_TOOLS", json!({ "queries": 1 })).await);
        assert!(wrong.contains("arguments.queries"), "{wrong}");
        for unlisted in ["ECHO_DELETE", "GMAIL_FETCH_EMAILS", "COMPOSIO_WAIT_FOR_CONNECTIONS", "NO_SUCH_TOOL"] {
            let error = try_call(&client, unlisted, json!({})).await.unwrap_err().to_string();
            assert!(error.contains("Unknown tool"), "{unlisted}: {error}");
        }
    }
}

fn approved(config: Value) -> Value {
    let mut all =
        json!({ "preload": { "tools": ["ECHO_DELETE"] }, "tags": { "require_approval": ["destructiveHint"] } });
    for (key, value) in config.as_object().unwrap() {
        all[key] = value.clone();
    }
    all
}

#[tokio::test]
async fn an_approval_is_asked_of_the_clients_user() {
    let harness = Harness::start().await;
    for lifecycle in lifecycles() {
        let session = harness.session("ada", approved(json!({}))).await;
        let user = User::who_decides("approve");
        let client = harness.client_of(&session, user.clone(), lifecycle.clone()).await;
        let deleted = call(&client, "ECHO_DELETE", json!({ "id": 7 })).await;
        assert_eq!(deleted.structured_content, Some(json!({ "id": 7 })), "{deleted:?}");
        let calls =
            json!([{ "tool_slug": "ECHO_DELETE", "arguments": {} }, { "tool_slug": "ECHO_READ", "arguments": {} }]);
        let many = call(&client, "COMPOSIO_MULTI_EXECUTE_TOOL", json!({ "tools": calls })).await;
        assert_eq!(many.structured_content.unwrap()["success_count"], 2);
        assert_eq!(user.asked(), 2, "each call, and once for each");

        let user = User::who_decides("always_approve");
        let client = harness.client_of(&session, user.clone(), lifecycle).await;
        for _ in 0..2 {
            assert_eq!(call(&client, "ECHO_DELETE", json!({})).await.is_error, Some(false));
        }
        assert_eq!(user.asked(), 1);
    }
}

#[tokio::test]
async fn without_a_yes_nothing_runs() {
    let harness = Harness::start().await;
    let session = harness.session("ada", approved(json!({}))).await;
    for lifecycle in lifecycles() {
        for user in [
            User::who_decides("deny"),
            User::who_decides("perhaps"),
            User::who(ElicitationAction::Accept, Value::Null),
            User::who(ElicitationAction::Decline, json!({ "decision": "approve" })),
            User::who(ElicitationAction::Cancel, Value::Null),
        ] {
            let client = harness.client_of(&session, user.clone(), lifecycle.clone()).await;
            let denied = failure(&call(&client, "ECHO_DELETE", json!({})).await);
            assert!(denied.contains("did not approve"), "{denied}");
            assert_eq!(user.asked(), 1);
        }
    }
}

#[tokio::test]
async fn an_approval_does_not_bring_back_what_was_taken_away_meanwhile() {
    let harness = Harness::start().await;
    let patience = Arc::new(Semaphore::new(0));
    let user = User { patience: Some(patience.clone()), ..User::who_decides("approve") };
    let session = harness.session("ada", approved(json!({}))).await;
    let client = harness.client(&session, user.clone()).await;
    let narrow = async {
        timeout(SOON, user.thinks.notified()).await.expect("a question");
        let patch = json!({ "toolkits": { "disable": ["echo"] }, "preload": null });
        let (status, body) = answer(harness.request(Method::PATCH, &session).json(&patch).send().await.unwrap()).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        patience.add_permits(1);
    };
    let (called, ()) = tokio::join!(call(&client, "ECHO_DELETE", json!({})), narrow);
    assert!(failure(&called).contains("is disabled for this session"), "{called:?}");
}

#[tokio::test]
async fn a_question_ends_with_its_session() {
    let harness = Harness::start().await;
    let session = harness.session("ada", approved(json!({}))).await;
    let endpoint = harness.endpoint(&session).await;
    let mut message = initialize();
    message["params"]["capabilities"]["elicitation"] = json!({});
    let started = harness.raw(&endpoint, &message).send().await.unwrap();
    let id = started.headers()["mcp-session-id"].clone();
    let send = |message: Value| harness.raw(&endpoint, &message).header("mcp-session-id", &id).send();
    send(json!({ "jsonrpc": "2.0", "method": "notifications/initialized" })).await.unwrap();
    let params = json!({ "name": "ECHO_DELETE", "arguments": {} });
    let call = json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": params });
    let mut stream = send(call).await.unwrap();
    let mut said = String::new();
    while !said.contains("elicitation/create") {
        let chunk = timeout(SOON, stream.chunk()).await.expect("a question").unwrap().expect("more of the stream");
        said.push_str(std::str::from_utf8(&chunk).unwrap());
    }
    assert_eq!(harness.delete(&session).await.0, StatusCode::OK);
    let rest = timeout(SOON, stream.text()).await.expect("the stream ends").unwrap();
    assert!(!rest.contains("structuredContent"), "{rest}");
}

#[tokio::test]
async fn where_the_client_cannot_ask_the_session_says_what_happens() {
    let harness = Harness::start().await;
    for lifecycle in lifecycles() {
        let fallback = |fallback: &str| json!({ "experimental": { "no_elicitation_support_fallback": fallback } });
        for config in [approved(json!({})), approved(fallback("deny"))] {
            let session = harness.session("ada", config).await;
            let client = harness.client_of(&session, User::default(), lifecycle.clone()).await;
            let denied = failure(&call(&client, "ECHO_DELETE", json!({})).await);
            assert!(denied.contains("did not approve") && denied.contains("cannot ask"), "{denied}");
        }
        let mut config = fallback("allow");
        config["experimental"]["permissions"] = json!({ "default": "ask_once_per_session" });
        config["preload"] = json!({ "tools": ["ECHO_DELETE"] });
        let session = harness.session("ada", config).await;
        let client = harness.client_of(&session, User::default(), lifecycle.clone()).await;
        assert_eq!(call(&client, "ECHO_DELETE", json!({})).await.is_error, Some(false));
        let (_, asked) = harness.execute(&session, "ECHO_DELETE", json!({})).await;
        assert_eq!(asked["result_type"], "input_required", "nobody has approved");
    }
}

#[tokio::test]
async fn only_the_right_key_reaches_a_session_that_is_there() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let endpoint = harness.endpoint(&session).await;
    for (key, status, slug) in [
        (None, StatusCode::UNAUTHORIZED, "Auth_NoAuthProvided"),
        (Some("ak_wrong"), StatusCode::UNAUTHORIZED, "APIKey_InvalidAPIKey"),
    ] {
        for method in [Method::POST, Method::GET, Method::DELETE] {
            let request = harness.http.request(method, &endpoint).json(&initialize());
            let request = key.into_iter().fold(request, |request, key| request.header("x-api-key", key));
            let (answered, body) = answer(request.send().await.unwrap()).await;
            assert_eq!((answered, &body["error"]["slug"]), (status, &json!(slug)));
        }
    }
    let unknown = harness.router.url().join("/tool_router/trs_unknown/mcp").unwrap();
    let (status, body) = answer(harness.raw(unknown.as_str(), &initialize()).send().await.unwrap()).await;
    assert_eq!((status, &body["error"]["slug"]), (StatusCode::NOT_FOUND, &json!("HTTP_NotFound")));
}

#[tokio::test]
async fn pages_of_other_origins_are_refused() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let endpoint = harness.endpoint(&session).await;
    let own = harness.router.url().origin().ascii_serialization();
    let port = harness.router.url().port().unwrap();
    for (header, value, status) in [
        ("host", "evil.example".to_owned(), StatusCode::FORBIDDEN),
        ("host", format!("evil.example:{port}"), StatusCode::FORBIDDEN),
        ("host", format!("127.0.0.1.evil.example:{port}"), StatusCode::FORBIDDEN),
        ("host", format!("localhost:{port}"), StatusCode::OK),
        ("origin", "https://evil.example".to_owned(), StatusCode::FORBIDDEN),
        ("origin", "http://127.0.0.1:1".to_owned(), StatusCode::FORBIDDEN),
        ("origin", "http://127.0.0.1".to_owned(), StatusCode::FORBIDDEN),
        ("origin", "null".to_owned(), StatusCode::FORBIDDEN),
        ("origin", own, StatusCode::OK),
    ] {
        let response = harness.raw(&endpoint, &initialize()).header(header, &value).send().await.unwrap();
        assert_eq!(response.status(), status, "{header}: {value}");
    }
}

#[tokio::test]
async fn a_body_is_bounded() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let mut message = initialize();
    message["params"]["clientInfo"]["name"] = "x".repeat(crate::local::limits::BODY).into();
    let response = harness.raw(&harness.endpoint(&session).await, &message).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn an_mcp_session_belongs_to_one_session() {
    let harness = Harness::start().await;
    let (hers, his) = (harness.session("ada", json!({})).await, harness.session("charles", json!({})).await);
    let (hers, his) = (harness.endpoint(&hers).await, harness.endpoint(&his).await);
    let response = harness.raw(&hers, &initialize()).send().await.unwrap();
    let id = response.headers()["mcp-session-id"].to_str().unwrap().to_owned();
    drop(response);
    let initialized = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
    for (endpoint, status) in [(&his, StatusCode::NOT_FOUND), (&hers, StatusCode::ACCEPTED)] {
        let response = harness.raw(endpoint, &initialized).header("mcp-session-id", &id).send().await.unwrap();
        assert_eq!(response.status(), status);
    }
    // Whoever cannot use it cannot end it either.
    let end = harness.http.delete(&his).header("x-api-key", harness.router.api_key().expose_secret());
    end.header("mcp-session-id", &id).send().await.unwrap();
    for (endpoint, status) in [(&his, StatusCode::NOT_FOUND), (&hers, StatusCode::OK)] {
        let response = harness.raw(endpoint, &list()).header("mcp-session-id", &id).send().await.unwrap();
        assert_eq!(response.status(), status);
    }
}

#[tokio::test]
async fn a_deleted_session_ends_its_mcp_sessions() {
    let harness = Harness::start().await;
    let (session, other) = (harness.session("ada", json!({})).await, harness.session("ada", json!({})).await);
    let endpoint = harness.endpoint(&session).await;
    let (client, unhurt) =
        (harness.client(&session, User::default()).await, harness.client(&other, User::default()).await);
    assert!(!names(&client).await.is_empty());
    // The stream on which the server would tell of changes.
    let stream = harness.raw(&endpoint, &initialize()).send().await.unwrap();
    let id = stream.headers()["mcp-session-id"].clone();
    let stream = harness.http.get(&endpoint).header("x-api-key", harness.router.api_key().expose_secret());
    let stream = stream.header("accept", "text/event-stream").header("mcp-session-id", id).send().await.unwrap();
    assert_eq!(stream.status(), StatusCode::OK);

    assert_eq!(harness.delete(&session).await.0, StatusCode::OK);
    timeout(SOON, stream.bytes()).await.expect("the stream ends").unwrap();
    assert!(client.list_all_tools().await.is_err());
    let (status, body) = answer(harness.raw(&endpoint, &initialize()).send().await.unwrap()).await;
    assert_eq!((status, &body["error"]["slug"]), (StatusCode::NOT_FOUND, &json!("HTTP_NotFound")));
    assert!(!names(&unhurt).await.is_empty());
}

#[tokio::test]
async fn an_update_changes_the_list_and_the_client_is_told() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let user = User::default();
    let client = harness.client(&session, user.clone()).await;
    let [_, modern] = lifecycles();
    let listener = harness.client_of(&session, User::default(), modern).await;
    let filter = SubscriptionFilter::builder().tools_list_changed().build();
    let mut subscription = listener.listen(filter).await.unwrap();
    assert!(!names(&client).await.contains(&"ECHO_READ".to_owned()));

    let patch = json!({ "preload": { "tools": ["ECHO_READ"] }, "search": { "enable": false } });
    let (status, _) = answer(harness.request(Method::PATCH, &session).json(&patch).send().await.unwrap()).await;
    assert_eq!(status, StatusCode::OK);
    timeout(SOON, user.told.notified()).await.expect("the client is told");
    let told = timeout(SOON, subscription.next()).await.expect("the listener is told").unwrap();
    assert!(told.is_some());
    for client in [client, listener] {
        let names = names(&client).await;
        assert!(
            names.contains(&"ECHO_READ".to_owned()) && !names.iter().any(|name| name.contains("SEARCH")),
            "{names:?}"
        );
    }
}

#[tokio::test]
async fn the_session_that_was_used_least_recently_makes_room() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let endpoint = harness.endpoint(&session).await;
    let start = async || {
        let response = harness.raw(&endpoint, &initialize()).send().await.unwrap();
        response.headers()["mcp-session-id"].clone()
    };
    let status = async |id: &reqwest::header::HeaderValue| {
        let initialized = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
        harness.raw(&endpoint, &initialized).header("mcp-session-id", id).send().await.unwrap().status()
    };
    let (first, second) = (start().await, start().await);
    assert_eq!(status(&first).await, StatusCode::ACCEPTED);
    for _ in 2..=crate::local::limits::MCP_SESSIONS {
        start().await;
    }
    assert_eq!((status(&first).await, status(&second).await), (StatusCode::ACCEPTED, StatusCode::NOT_FOUND));
}

#[tokio::test]
async fn clients_do_not_keep_the_router_from_stopping() {
    let harness = Harness::start().await;
    let session = harness.session("ada", approved(json!({}))).await;
    let client = harness.client(&session, User::default()).await;
    assert!(!names(&client).await.is_empty());
    let stopping = std::time::Instant::now();
    harness.router.stop().await;
    assert!(stopping.elapsed() < crate::local::limits::SHUTDOWN, "{:?}", stopping.elapsed());
    assert!(client.list_all_tools().await.is_err());
}
