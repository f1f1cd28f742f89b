mod acme {}

use tool_router::tool_router_session;

#[tool_router_session(policy = [acme::ACME, acme::no_mail], toolkits = ["gmail"])]
struct Agent;

fn main() {}
