use tool_router::tool_router_session;

#[tool_router_session(toolkits = any, multi_account(max_per_toolkit = 11))]
struct Agent;

fn main() {}
