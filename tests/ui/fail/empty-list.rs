use tool_router::tool_router_session;

#[tool_router_session(toolkits(disable = []))]
struct Agent;

fn main() {}
