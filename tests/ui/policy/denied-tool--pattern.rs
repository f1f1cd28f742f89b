//! A pattern may stand for a tool that the declaration does not name.

use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").deny_tools(&["*_DELETE_*"]);

#[tool_router_session(policy = ACME, toolkits = ["gmail"])]
struct Agent;

fn main() {}
