#![deny(deprecated)]

use tool_router::tool_router_session;

#[tool_router_session(
    toolkits = ["gmail"],
    connected_accounts(gmail = "ca_1"),
    permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL:ca_9" = always_deny)),
)]
struct Agent;

fn main() {}
