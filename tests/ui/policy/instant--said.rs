use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").deny_instant();

#[tool_router_session(policy = ACME, toolkits = ["exa"], instant(toolkits = ["exa"]))]
struct Agent;

fn main() {}
