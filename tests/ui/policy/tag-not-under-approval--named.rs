use tool_router::config::Tag;
use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").require_approval_for(&[Tag::Destructive]);

#[tool_router_session(
    policy = ACME,
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_DELETE_MESSAGE"]),
    tags(disable = [destructive]),
)]
struct Enabled;

#[tool_router_session(
    policy = ACME,
    toolkits = ["gmail"],
    tools(gmail(tags(disable = [destructive]))),
    tags(require_approval = [destructive]),
    preload = ["GMAIL_DELETE_MESSAGE"],
)]
struct Preloaded;

fn main() {}
