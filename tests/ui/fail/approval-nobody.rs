#![deny(deprecated)]

use tool_router::tool_router_session;

#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    manage_connections = false,
    tags(require_approval = [destructive]),
)]
struct Agent;

fn main() {}
