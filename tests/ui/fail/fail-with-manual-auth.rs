use tool_router::tool_router_session;

#[tool_router_session(
    app = manual_auth,
    toolkits = ["gmail", "slack"],
    manage_connections(disable, missing = fail),
)]
struct Agent;

fn main() {}
