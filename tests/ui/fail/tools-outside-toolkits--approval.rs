use tool_router::tool_router_session;

#[tool_router_session(toolkits(enable = ["gmail"], require_approval = ["stripe"]))]
struct Agent;

fn main() {}
