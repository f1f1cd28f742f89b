//! A name that no tool can have would deny nothing.

use tool_router::policy::Policy;

pub const ACME: Policy = Policy::named("acme").deny_tools(&["gmail_send_email"]);

fn main() {}
