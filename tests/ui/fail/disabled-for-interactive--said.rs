use tool_router::tool_router_session;

#[tool_router_session(app = interactive, toolkits = ["slack"], manage_connections(disable))]
struct InboxAgent;

fn main() {}
