//! Agents of each way of connecting, and misbehaving routers, for the tests.

use std::borrow::Cow::Borrowed;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use wiremock::{MockServer, ResponseTemplate};

use crate::config::{Access, SessionConfig, Toolkits};
use crate::connections;
use crate::declaration::Declaration;
use crate::{SessionSpec, Tool, ToolRouter, ToolRouterBuilder, Toolkit};

pub(crate) use self::traced::Traced;

mod traced;

/// The key of every test; no output may contain it.
pub(crate) const KEY: &str = "ak_topsecret";

/// Declares an agent as the attribute would: what is not said of its types is as in a declaration that leaves nothing to run time.
macro_rules! declare {
    (@or $default:ty) => { $default };
    (@or $default:ty, $said:ty) => { $said };
    (
        $(#[$about:meta])*
        $visibility:vis struct $agent:ident {
            $(Connections = $connections:ty,)?
            $(Toolkits = $toolkits:ty,)?
            $(Callback = $callback:ty,)?
            $(ConnectedAccounts = $accounts:ty,)?
            $(AuthConfigs = $auth_configs:ty,)?
            $(MultiAccount = $several:ty,)?
            $(Mcp = $mcp:ty,)?
        }
        $declaration:expr
    ) => {
        $(#[$about])*
        $visibility struct $agent;

        impl $crate::SessionSpec for $agent {
            type Connections = $crate::test_support::declare!(@or $crate::connections::OnDemand $(, $connections)?);
            type AtRunTime = $crate::builder::LeftOpen<
                $crate::test_support::declare!(@or $crate::builder::Settled $(, $toolkits)?),
                $crate::test_support::declare!(@or $crate::builder::Settled $(, $callback)?),
                $crate::test_support::declare!(@or () $(, $auth_configs)?),
                $crate::test_support::declare!(@or () $(, $accounts)?),
                $crate::test_support::declare!(@or $crate::builder::Settled $(, $several)?),
            >;
            type Mcp = $crate::test_support::declare!(@or $crate::mcp::NotServed $(, $mcp)?);

            const __DECLARATION: &'static str = stringify!($agent);
            const __HELD_TO: $crate::declaration::HeldTo = $crate::declaration::HeldTo::made(|| $declaration);
        }
    };
}

pub(crate) use declare;

/// The toolkits of most agents.
pub(crate) const GMAIL_AND_SLACK: Toolkits =
    Toolkits::DEFAULT.with_access(Access::Only(Borrowed(&[Borrowed("gmail"), Borrowed("slack")])));

macro_rules! agents {
    ($($agent:ident)*) => {$(
        declare! {
            /// An agent that connects in the way of its name.
            pub(crate) struct $agent {
                Connections = connections::$agent,
            }
            Declaration::made(SessionConfig::DEFAULT.with_toolkits(GMAIL_AND_SLACK))
                .waiting(Duration::from_secs(3))
        }
    )*};
}

agents!(OnDemand Upfront Preconnected Manual);

/// The declaration that all of them share.
pub(crate) trait Handles: SessionSpec {
    const GMAIL: Toolkit<Self> = Toolkit::__declared("gmail");
    const SLACK: Toolkit<Self> = Toolkit::__declared("slack");
    const GMAIL_SEND_EMAIL: Tool<Self> = Tool::__declared("GMAIL_SEND_EMAIL");
}

impl<S: SessionSpec> Handles for S {}

/// A client of the router at `url`.
pub(crate) fn client(url: &str) -> ToolRouterBuilder {
    ToolRouter::builder().api_key(KEY).base_url(url).timeout(Duration::from_secs(5))
}

/// A client of the mocked router.
pub(crate) fn router(server: &MockServer) -> ToolRouter {
    client(&server.uri()).build().unwrap()
}

/// The session `trs_1` as a router returns it.
pub(crate) fn session() -> Value {
    json!({
        "session_id": "trs_1",
        "mcp": { "type": "http", "url": "https://backend.composio.dev/tool_router/trs_1/mcp" },
        "tool_router_tools": ["COMPOSIO_SEARCH_TOOLS", "COMPOSIO_NOVELTY"],
        "config": { "user_id": "user_1", "toolkits": { "enabled": ["gmail", "slack"] }, "preload": { "tools": [] }, "search": { "enable": true },
            "execute": { "enable_multi_execute": true }, "instant": false },
        "config_version": 1,
    })
}

/// A refusal that calls for no pause before the next attempt.
pub(crate) fn refusal(status: u16) -> ResponseTemplate {
    ResponseTemplate::new(status).insert_header("retry-after-ms", "1").set_body_json(json!({ "error": {
        "message": "it went wrong", "code": 4711, "slug": "Test_Wrong", "status": status, "request_id": "req_body",
        "suggested_fix": "do it right", "errors": ["Error in payload.toolkits: Invalid input"],
    }}))
}

/// What a misbehaving router does with a connection after it has read a request.
#[derive(Clone, Copy)]
pub(crate) enum Misbehaviour {
    /// It does nothing, for ever.
    Hang,
    /// It closes the connection without an answer.
    Reset,
    /// It promises a longer body than it sends.
    Truncate,
}

/// A router that returns the session `trs_1`, misbehaves for everything else, and counts those requests.
pub(crate) struct Misbehaving {
    pub(crate) url: String,
    requests: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Misbehaving {
    pub(crate) async fn start(misbehaviour: Misbehaviour) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let requests = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&requests);
        let task = tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                tokio::spawn(misbehave(connection, misbehaviour, Arc::clone(&counted)));
            }
        });
        Ok(Self { url, requests, task })
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

impl Drop for Misbehaving {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn misbehave(mut connection: TcpStream, misbehaviour: Misbehaviour, requests: Arc<AtomicUsize>) {
    let mut request = [0; 16 * 1024];
    loop {
        let read = connection.read(&mut request).await.unwrap_or(0);
        if read == 0 {
            return;
        }
        if !request[..read].starts_with(b"GET /api/v3.1/tool_router/session/trs_1 ") {
            break;
        }
        // The connection is kept open, so that the next request uses a connection that worked before.
        let body = session().to_string();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
        let _ = connection.write_all((head + &body).as_bytes()).await;
    }
    requests.fetch_add(1, Ordering::SeqCst);
    match misbehaviour {
        // Until the client closes its side.
        Misbehaviour::Hang => while connection.read(&mut request).await.unwrap_or(0) > 0 {},
        Misbehaviour::Reset => {}
        Misbehaviour::Truncate => {
            let answer = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"session";
            // The client sees what arrived, whether or not all of it could be sent.
            let _ = connection.write_all(answer).await;
        }
    }
}
