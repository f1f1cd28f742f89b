use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").require_connection_management();

#[tool_router_session(policy = ACME, app = automation, toolkits = ["gmail"], manage_connections = false)]
struct Agent;

fn main() {}
