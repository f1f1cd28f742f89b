//! The catalogue says which tools a toolkit has: here one that the pattern stands for.

use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").deny_tools(&["*_SEND_*"]);

#[tool_router_session(policy = ACME, catalog = "ui/catalogs/small.json", toolkits = ["gmail"])]
struct Agent;

fn main() {}
