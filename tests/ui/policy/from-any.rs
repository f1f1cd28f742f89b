use tool_router::policy::Policy;
use tool_router::tool_router_session;

pub const ACME: Policy = Policy::named("ACME").allow_toolkits(&["gmail", "slack"]);

#[tool_router_session(toolkits(from = any), policy = ACME)]
struct Desk;

fn main() {}
