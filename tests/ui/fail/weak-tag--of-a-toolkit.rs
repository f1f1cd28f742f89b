#![deny(deprecated)]

use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tools(gmail(tags = [idempotent])))]
struct Agent;

fn main() {}
