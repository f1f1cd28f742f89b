use tool_router::tool_router_session;

#[tool_router_session]
struct Agent;

fn main() {}
