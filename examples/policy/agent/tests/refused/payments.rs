use tool_router::tool_router_session;

#[tool_router_session(
    policy = acme_policy::ACME,
    toolkits = ["gmail", "stripe"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    tags(require_approval = [destructive]),
)]
struct Payments;

fn main() {}
