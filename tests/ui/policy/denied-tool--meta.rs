//! A tool of the router itself can be denied: here one that a session has by default.

use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").deny_tools(&["COMPOSIO_REMOTE_WORKBENCH"]);

#[tool_router_session(policy = ACME, toolkits = ["gmail"])]
struct Agent;

fn main() {}
