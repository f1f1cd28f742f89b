use tool_router::config::SandboxSize;
use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").largest_sandbox(SandboxSize::Medium);

#[tool_router_session(policy = ACME, toolkits = ["gmail"], sandbox(size = large))]
struct Agent;

fn main() {}
