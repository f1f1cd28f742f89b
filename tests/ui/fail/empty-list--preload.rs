use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], preload = [])]
struct Agent;

fn main() {}
