//! A router on loopback that answers every call with the same, on a thread of its own: what it costs is nobody's.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use bench_support::Outcome;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::task::JoinSet;

/// How many tools a session lists.
pub(crate) const TOOLS: usize = 500;

/// The router.
pub(crate) struct Server {
    address: SocketAddr,
    requests: Arc<AtomicUsize>,
}

impl Server {
    /// Starts it. It ends with the process.
    pub(crate) fn start() -> Outcome<Self> {
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;
        let requests = Arc::new(AtomicUsize::new(0));
        let answers = Arc::new(Answers::new(address, Arc::clone(&requests)));
        thread::spawn(move || runtime.block_on(serve(listener, answers)));
        Ok(Self { address, requests })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many requests came since the last time.
    pub(crate) fn requests(&self) -> usize {
        self.requests.swap(0, Ordering::Relaxed)
    }
}

async fn serve(listener: TcpListener, answers: Arc<Answers>) {
    let mut connections = JoinSet::new();
    while let Ok((connection, _)) = listener.accept().await {
        // An answer that waits for the kernel to send it would be measured with the client.
        let _ = connection.set_nodelay(true);
        let answers = Arc::clone(&answers);
        connections.spawn(async move {
            let answer = service_fn(|request| answers.answer(request));
            // A client that goes away is not an error.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(connection), answer).await;
        });
        while connections.try_join_next().is_some() {}
    }
}

/// The answers, as the API has them, and as `composio-sdk` reads them.
struct Answers {
    session: [Bytes; 2],
    tools: [Bytes; 2],
    execution: Bytes,
    requests: Arc<AtomicUsize>,
}

impl Answers {
    fn new(address: SocketAddr, requests: Arc<AtomicUsize>) -> Self {
        let bytes = |json: Value| Bytes::from(json.to_string());
        Self {
            session: [bytes(session(address, true)), bytes(session(address, false))],
            tools: [
                bytes(json!({
                    "items": tools(|slug, name| json!({ "slug": slug, "name": name, "logo": "https://logos.example.com/gmail" })),
                    "next_cursor": null, "total_pages": 1, "current_page": 1, "total_items": TOOLS,
                })),
                bytes(tools(|slug, _| slug.into())),
            ],
            execution: bytes(execution()),
            requests,
        }
    }

    async fn answer(&self, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let path = request.uri().path().to_owned();
        // It is read, so that the connection can be used again.
        let _ = request.into_body().collect().await;
        let shape = usize::from(!path.starts_with("/api/v3.1/"));
        let answer = match path.rsplit('/').next() {
            Some("session") => &self.session[shape],
            Some("tools") => &self.tools[shape],
            _ => &self.execution,
        };
        let mut response = Response::new(Full::from(answer.clone()));
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(response)
    }
}

/// A session. `composio-sdk` reads neither the API's lists of what is enabled nor its tags, and gets the same in its own shape.
fn session(address: SocketAddr, of_the_api: bool) -> Value {
    let only = |slugs: Value| if of_the_api { json!({ "enabled": slugs }) } else { slugs };
    json!({
        "session_id": "trs_mR5kV9pQ2xWz",
        "mcp": { "type": "http", "url": format!("http://{address}/tool_router/trs_mR5kV9pQ2xWz/mcp") },
        "tool_router_tools": [
            "COMPOSIO_SEARCH_TOOLS", "COMPOSIO_GET_TOOL_SCHEMAS", "COMPOSIO_MULTI_EXECUTE_TOOL",
            "COMPOSIO_MANAGE_CONNECTIONS", "COMPOSIO_REMOTE_WORKBENCH", "COMPOSIO_REMOTE_BASH_TOOL",
        ],
        "config": {
            "user_id": "user_123",
            "toolkits": only(json!(["gmail", "slack"])),
            "tools": { "gmail": only(json!(["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"])) },
            "tags": { "disabled": [if of_the_api { "destructiveHint" } else { "DESTRUCTIVE_HINT" }] },
            "manage_connections": {
                "enabled": true, "callback_url": "https://app.example.com/cb", "enable_wait_for_connections": false,
                "enable_connection_removal": true,
            },
            "multi_account": { "enable": true, "max_accounts_per_toolkit": 3, "require_explicit_selection": true },
            "workbench": { "enable": true, "tool_execution_enabled": true, "proxy_execution_enabled": true },
            "preload": { "tools": [] },
            "search": { "enable": true },
            "execute": { "enable_multi_execute": true },
            "instant": { "return_instant_charge": false, "return_prices_in_search": false },
        },
        "config_version": 1,
    })
}

fn tools(toolkit: impl Fn(&str, &str) -> Value) -> Value {
    let tool = |n: usize| {
        json!({
            "slug": format!("GMAIL_TOOL_{n}"),
            "name": format!("Tool {n}"),
            "description": "Searches mails by a query in Gmail's own syntax, and returns the newest first, with their headers.",
            "toolkit": toolkit("gmail", "Gmail"),
            "input_parameters": {
                "type": "object",
                "properties": {
                    "query": { "type": "string", "description": "What to look for, e.g. `is:unread`.", "examples": ["is:unread"] },
                    "max_results": { "type": "integer", "description": "How many.", "default": 10, "minimum": 1, "maximum": 500 },
                    "label_ids": { "type": "array", "items": { "type": "string" }, "description": "Only with these labels." },
                    "include_spam_trash": { "type": "boolean", "description": "Whether to look there as well.", "default": false },
                },
                "required": ["query"],
            },
            "output_parameters": {
                "type": "object",
                "properties": {
                    "messages": { "type": "array", "items": { "type": "object" }, "description": "The mails." },
                    "next_page_token": { "type": "string", "nullable": true },
                },
            },
            "no_auth": false, "available_versions": ["20260901_00"], "version": "20260901_00", "scopes": [],
            "tags": ["readOnlyHint", "important"], "is_deprecated": false,
            "deprecated": {
                "displayName": format!("Tool {n}"), "version": "20260901_00", "available_versions": ["20260901_00"],
                "is_deprecated": false, "toolkit": { "logo": "https://logos.example.com/gmail" },
            },
        })
    };
    (0..TOOLS).map(tool).collect()
}

fn execution() -> Value {
    let message = |n: usize| {
        json!({
            "id": format!("18f{n}"), "subject": format!("The engine is ready ({n})"), "from": "ada@example.com",
            "labels": ["INBOX", "UNREAD"], "preview": "The engine is ready, and weaves algebraic patterns.",
        })
    };
    let messages: Vec<Value> = (0..5).map(message).collect();
    json!({
        "result_type": "completed", "data": { "messages": messages, "result_size_estimate": 5 }, "error": null,
        "log_id": "log_7hQx",
    })
}
