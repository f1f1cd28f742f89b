use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], instant(toolkits = ["exa"]))]
struct Agent;

fn main() {}
