use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["github"], auth_configs(github = "ca_1"))]
struct Agent;

fn main() {}
