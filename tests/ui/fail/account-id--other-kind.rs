use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], connected_accounts(gmail = "ac_1"))]
struct Agent;

fn main() {}
