use tool_router::tool_router_session;

#[tool_router_session(app = automation, toolkits = any, manage_connections(disable, missing = skip))]
struct Agent;

fn main() {}
