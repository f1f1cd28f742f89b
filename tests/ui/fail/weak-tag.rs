#![deny(deprecated)]

use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tags(disable = [open_world]))]
struct Agent;

fn main() {}
