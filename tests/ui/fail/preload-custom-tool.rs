use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], preload = ["LOCAL_GREP"])]
struct Agent;

fn main() {}
