//! A host is written as a browser reads it.

use tool_router::policy::Policy;

pub const ACME: Policy = Policy::named("acme").callback_hosts(&["https://app.acme.com"]);

fn main() {}
