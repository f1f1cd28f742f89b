use tool_router::tool_router_session;

#[tool_router_session(
    policy = acme_policy::ACME,
    toolkits = ["slack"],
    tags(require_approval = [destructive]),
    manage_connections(callback_url = "https://app.acme.example/cb"),
)]
struct SomewhereElse;

fn main() {}
