use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], connected_accounts(gmail = "me@example.com"))]
struct Agent;

fn main() {}
