use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait = "5m", wait_tool))]
struct Agent;

fn main() {}
