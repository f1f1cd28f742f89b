use tool_router::tool_router_session;

#[tool_router_session(toolkits(disable = ["exa", "gmail"], require_approval = ["gmail"]))]
struct Agent;

fn main() {}
