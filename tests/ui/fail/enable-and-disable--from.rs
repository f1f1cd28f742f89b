use tool_router::tool_router_session;

#[tool_router_session(toolkits(enable = ["gmail"], from = ["slack"]))]
struct Desk;

fn main() {}
