use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait, required = []))]
struct Agent;

fn main() {}
