use tool_router::tool_router_session;

#[tool_router_session(toolkits = any, manage_connections(enable, wait))]
struct Agent;

fn main() {}
