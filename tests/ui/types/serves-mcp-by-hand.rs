//! Whether MCP clients are given a session is what the declaration says, and nothing else.

use tool_router::{ServesMcp, tool_router_session};

#[tool_router_session(toolkits = ["gmail"])]
struct Agent;

impl ServesMcp for Agent {}

fn main() {}
