use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], app = interactive, toolkits = ["slack"])]
struct Agent;

fn main() {}
