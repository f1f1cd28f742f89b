use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], manage_connections = false)]
struct InboxAgent;

fn main() {}
