use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], premium_usage = false)]
struct Agent;

fn main() {}
