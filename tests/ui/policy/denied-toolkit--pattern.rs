//! A pattern stands for a toolkit that the declaration names.

use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").deny_toolkits(&["str*"]);

#[tool_router_session(policy = ACME, toolkits = ["gmail", "stripe"])]
struct Agent;

fn main() {}
