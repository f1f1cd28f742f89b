//! What is in a router before it is measured: a user who has connected an account, and the requests of a program.

use bench_support::Outcome;
use serde_json::{Value, json};
use tool_router_test_support::Browser;

use crate::connection::{Call, Connection};
use crate::server::Server;

const API: &str = "/api/v3.1";

/// How many accounts a page of the list has. As many are connected in a store that is otherwise empty, so that no page is shorter.
pub(crate) const PAGE: usize = 10;

/// A session, and its user's account.
pub(crate) struct User {
    /// The id of the session.
    pub(crate) session: String,
    pub(crate) account: String,
}

impl User {
    /// A user who has connected Gmail.
    pub(crate) async fn connected(server: &Server, name: &str) -> Outcome<Self> {
        let mut connection = Connection::open(server.address()).await?;
        let session = session(&mut connection, name).await?;
        let link = connection.send(&connect(&session)).await?.json()?;
        let page = Browser::new().map_err(plain)?.connect(text(&link, "redirect_url")?).await.map_err(plain)?;
        if !page.text().contains("is connected") {
            return Err(page.text().into());
        }
        Ok(Self { session, account: text(&link, "connected_account_id")?.to_owned() })
    }
}

/// Makes a session, and returns its id.
pub(crate) async fn session(connection: &mut Connection, user: &str) -> Outcome<String> {
    Ok(text(&connection.send(&create(user)).await?.json()?, "session_id")?.to_owned())
}

/// The configuration of a session as a program would have it.
fn config(user: &str) -> Value {
    json!({
        "user_id": user,
        "toolkits": { "enable": ["gmail"] },
        "tags": { "disable": ["destructiveHint"] },
        "manage_connections": { "enable": true, "enable_wait_for_connections": true },
    })
}

pub(crate) fn create(user: &str) -> Call {
    Call::post(format!("{API}/tool_router/session"), &config(user))
}

/// The same for the bare insert.
pub(crate) fn insert(user: &str) -> Call {
    Call::post("/rows", &config(user))
}

pub(crate) fn execute(session: &str) -> Call {
    Call::post(in_session(session, "execute"), &json!({ "tool_slug": "GMAIL_GET_PROFILE", "arguments": {} }))
}

pub(crate) fn connect(session: &str) -> Call {
    Call::post(in_session(session, "link"), &json!({ "toolkit": "gmail" }))
}

pub(crate) fn search(session: &str) -> Call {
    let queries = json!({ "queries": [{ "use_case": "fetch the latest emails from Gmail" }] });
    Call::post(in_session(session, "search"), &queries)
}

pub(crate) fn accounts() -> Call {
    Call::get(format!("{API}/connected_accounts?statuses=ACTIVE&limit={PAGE}"))
}

pub(crate) fn toolkits(session: &str) -> Call {
    Call::get(in_session(session, "toolkits"))
}

/// The state of the session's connections, at once, or once they differ from a revision.
pub(crate) fn connections(session: &str, after: Option<&Value>) -> Call {
    let wait = after.map(|after| format!("&after={after}&wait_ms=30000")).unwrap_or_default();
    Call::get(in_session(session, &format!("connections?toolkits=gmail{wait}")))
}

pub(crate) fn enable(account: &str, enabled: bool) -> Call {
    let path = format!("{API}/connected_accounts/{account}/status");
    Call::with_body(hyper::Method::PATCH, path, &json!({ "enabled": enabled }))
}

/// A message to the session's MCP endpoint.
pub(crate) fn mcp(session: &str, message: &Value) -> Call {
    Call::post(format!("/tool_router/{session}/mcp"), message)
}

fn in_session(session: &str, path: &str) -> String {
    format!("{API}/tool_router/session/{session}/{path}")
}

fn text<'a>(value: &'a Value, key: &str) -> Outcome<&'a str> {
    Ok(value[key].as_str().ok_or_else(|| format!("no `{key}` in {value}"))?)
}

fn plain(error: tool_router_test_support::browser::Error) -> String {
    error.to_string()
}
