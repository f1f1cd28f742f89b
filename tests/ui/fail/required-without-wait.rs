use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail", "slack"], manage_connections(enable, required = ["gmail"]))]
struct Agent;

fn main() {}
