use tool_router::tool_router_session;

#[tool_router_session(toolkits = none, manage_connections = false)]
struct Agent;

fn main() {}
