use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], fast_mode?)]
struct Desk;

fn main() {}
