//! A denylist of `zoho` leaves `zoho_books`.

use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").deny_tools(&["ZOHO_BOOKS_DELETE_INVOICE"]);

#[tool_router_session(policy = ACME, toolkits(disable = ["zoho"]))]
struct Agent;

fn main() {}
