#![deny(warnings)]

use tool_router::tool_router_session;

#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    tags = [idempotent],
    manage_connections(disable, callback_url = "https://app.example.com/cb"),
    allow(weak_tag, callback_without_management),
)]
struct Agent;

pub fn main() {
    let _ = Agent::session("user_1");
}
