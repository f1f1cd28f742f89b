use tool_router::tool_router_session;

#[tool_router_session(policy = acme_policy::ACME, toolkits = any, tags(require_approval = [destructive]))]
struct Everything;

fn main() {}
