use tool_router::tool_router_session;

#[tool_router_session(toolkits = any, sandbox(size = huge))]
struct Agent;

fn main() {}
