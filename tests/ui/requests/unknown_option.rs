use tool_router::tool_router_session;

#[tool_router_session(toolkit = ["gmail"])]
struct Agent;

fn main() {}
