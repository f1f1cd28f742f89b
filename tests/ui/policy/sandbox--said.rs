use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").deny_sandbox();

#[tool_router_session(policy = ACME, toolkits = ["gmail"], sandbox(size = large))]
struct Agent;

fn main() {}
