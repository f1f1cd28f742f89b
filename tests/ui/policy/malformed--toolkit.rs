//! A name that no toolkit can have would deny nothing.

use tool_router::policy::Policy;

pub const ACME: Policy = Policy::named("acme").deny_toolkits(&["Stripe"]);

fn main() {}
