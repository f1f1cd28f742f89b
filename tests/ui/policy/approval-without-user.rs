use tool_router::config::Tag;
use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").require_approval_for(&[Tag::Destructive]);

#[tool_router_session(policy = ACME, toolkits = ["gmail"], tags(require_approval = [destructive]), no_elicitation_support = allow)]
struct Agent;

fn main() {}
