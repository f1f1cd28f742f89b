use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], auth_configs(github = "ac_1"), connected_accounts(slack))]
struct Agent;

fn main() {}
