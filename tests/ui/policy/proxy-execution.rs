use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").deny_proxy_execution();

#[tool_router_session(policy = ACME, toolkits = ["gmail"], sandbox = false, proxy_execute = true)]
struct Agent;

fn main() {}
