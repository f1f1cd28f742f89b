use tool_router::tool_router_session;

#[tool_router_session(toolkits = any, manage_connections(callback_url = "not a url"))]
struct Agent;

fn main() {}
