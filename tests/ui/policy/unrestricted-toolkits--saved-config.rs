use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").require_toolkit_allowlist();

#[tool_router_session(policy = ACME, session_config = "sc_1")]
struct Agent;

fn main() {}
