use tool_router::tool_router_session;

#[tool_router_session(toolkits = any, tags = [readonly])]
struct Agent;

fn main() {}
