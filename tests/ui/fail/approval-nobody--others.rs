#![deny(deprecated)]

use tool_router::tool_router_session;

#[tool_router_session(
    app = automation,
    toolkits(enable = ["gmail"], require_approval = ["gmail"]),
    tools(gmail(require_approval = ["GMAIL_SEND_EMAIL"])),
    manage_connections = false,
)]
struct OneIsEnough;

#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    manage_connections = false,
    permissions(default = ask_every_call),
)]
struct ByDefault;

#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    manage_connections = false,
    connected_accounts(gmail = "ca_1"),
    permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL" = ask_once)),
)]
struct ByOverride;

fn main() {}
