use tool_router::tool_router_session;

#[tool_router_session(toolkits = any, multi_account())]
struct Agent;

fn main() {}
