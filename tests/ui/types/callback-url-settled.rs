//! A callback URL that the declaration does not leave to run time cannot be supplied.

use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"])]
struct InboxAgent;

fn main() {
    let _ = InboxAgent::session("user_1").callback_url("https://app.example.com/cb");
}
