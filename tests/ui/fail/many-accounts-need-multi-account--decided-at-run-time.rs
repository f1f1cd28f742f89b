use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], connected_accounts(gmail = ["ca_1", "ca_2"]), multi_account?)]
struct Agent;

fn main() {}
