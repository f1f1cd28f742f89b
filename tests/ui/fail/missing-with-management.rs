use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail", "slack"], manage_connections(enable, missing = skip))]
struct Agent;

fn main() {}
