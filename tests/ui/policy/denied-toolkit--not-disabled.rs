use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").deny_toolkits(&["stripe"]);

#[tool_router_session(policy = ACME, toolkits(disable = ["exa"]))]
struct Agent;

fn main() {}
