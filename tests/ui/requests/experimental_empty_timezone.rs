use tool_router::tool_router_session;

#[tool_router_session(toolkits = any, timezone = "")]
struct Agent;

fn main() {}
