use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], sandbox(size = enormous))]
struct Agent;

fn main() {}
