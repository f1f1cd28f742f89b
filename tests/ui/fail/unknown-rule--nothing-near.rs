use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], allow(dead_code))]
struct Agent;

fn main() {}
