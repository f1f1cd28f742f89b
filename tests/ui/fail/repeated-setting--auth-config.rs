use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], auth_configs(gmail = "ac_1", gmail))]
struct Agent;

fn main() {}
