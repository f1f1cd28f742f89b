#![deny(deprecated)]

use tool_router::tool_router_session;

#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    manage_connections(disable, callback_url = "https://app.example.com/auth/callback"),
)]
struct Agent;

fn main() {}
