use tool_router::tool_router_session;

#[tool_router_session(app = interactive)]
struct Agent;

fn main() {}
