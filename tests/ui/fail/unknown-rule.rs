use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], allow(missing_toolkits))]
struct Agent;

fn main() {}
