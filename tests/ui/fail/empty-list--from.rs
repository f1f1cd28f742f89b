use tool_router::tool_router_session;

#[tool_router_session(toolkits(from = []))]
struct Desk;

fn main() {}
