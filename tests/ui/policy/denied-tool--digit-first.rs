//! A toolkit whose slug begins with a digit owns tools that begin with an underscore.

use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").deny_tools(&["_21RISK_CREATE_TASK"]);

#[tool_router_session(policy = ACME, toolkits = ["21risk"])]
struct Agent;

fn main() {}
