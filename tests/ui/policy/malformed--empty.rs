//! A list without names would deny nothing.

use tool_router::policy::Policy;

pub const ACME: Policy = Policy::named("acme").deny_tools(&[]);

fn main() {}
