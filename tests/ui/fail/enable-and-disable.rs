use tool_router::tool_router_session;

#[tool_router_session(toolkits(enable = ["gmail"], disable = ["exa"]))]
struct Agent;

fn main() {}
