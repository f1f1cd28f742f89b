use tool_router::tool_router_session;

#[tool_router_session(toolkits = any, preload = all)]
struct Agent;

fn main() {}
