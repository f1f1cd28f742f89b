//! A pattern stands for a tool that the declaration names.

use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").deny_tools(&["*_DELETE_*"]);

#[tool_router_session(policy = ACME, toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_DELETE_MESSAGE"]))]
struct Agent;

fn main() {}
