use tool_router::policy::Policy;
use tool_router::tool_router_session;

pub const ACME: Policy = Policy::named("acme");

#[tool_router_session(toolkits = ["gmail"], policy = [])]
struct Agent;

fn main() {}
