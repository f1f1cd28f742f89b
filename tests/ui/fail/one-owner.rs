use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail", "slack"], connected_accounts(gmail = "ca_1", slack = "ca_1"))]
struct Agent;

fn main() {}
