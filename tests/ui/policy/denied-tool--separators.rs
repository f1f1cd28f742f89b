//! Separators are looked through: the tools of `one_drive` begin with `ONEDRIVE_`.

use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").deny_tools(&["ONEDRIVE_DELETE_ITEM"]);

#[tool_router_session(policy = ACME, toolkits = ["one_drive"])]
struct Agent;

fn main() {}
