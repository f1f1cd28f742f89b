use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, enable_wait_for_connections))]
struct Agent;

fn main() {}
