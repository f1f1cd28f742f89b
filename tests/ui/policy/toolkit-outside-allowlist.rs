use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").allow_toolkits(&["gmail", "slack"]);

#[tool_router_session(policy = ACME, toolkits = ["gmail", "github", "notion"])]
struct Agent;

fn main() {}
