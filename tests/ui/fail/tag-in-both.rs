use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tags(enable = [update], disable = [update, destructive]))]
struct Agent;

fn main() {}
