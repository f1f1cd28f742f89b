//! Where auth links begin is held to the same hosts.

use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").callback_hosts(&["app.acme.com"]);

#[tool_router_session(policy = ACME, toolkits = ["gmail"], link_url = "https://connect.example.com")]
struct Agent;

fn main() {}
