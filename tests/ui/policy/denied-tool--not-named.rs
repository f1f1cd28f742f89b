use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").deny_tools(&["GMAIL_SEND_EMAIL"]);

#[tool_router_session(policy = ACME, toolkits = ["slack", "gmail"])]
struct Agent;

fn main() {}
