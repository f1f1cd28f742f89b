use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").callback_hosts(&["app.acme.com"]);

#[tool_router_session(policy = ACME, toolkits = ["gmail"], manage_connections(callback_url = "https://app.example.com/cb"))]
struct Agent;

fn main() {}
