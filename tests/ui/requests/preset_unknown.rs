use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], preset = nope)]
struct Agent;

fn main() {}
