use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], connected_accounts(gmail = ["ca_1", "ca_2"]))]
struct Agent;

fn main() {}
