use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").deny_mcp();

#[tool_router_session(policy = ACME, toolkits = ["gmail"], mcp)]
struct Agent;

#[tool_router_session(policy = ACME, toolkits = ["gmail"], mcp = true)]
struct Generic<'a, T: Clone>(&'a [T]);

#[tool_router_session(policy = ACME, toolkits = ["gmail"], mcp = false)]
struct Allowed;

fn main() {}
