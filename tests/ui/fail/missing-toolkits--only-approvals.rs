use tool_router::tool_router_session;

#[tool_router_session(toolkits(require_approval = ["gmail"]))]
struct Agent;

fn main() {}
