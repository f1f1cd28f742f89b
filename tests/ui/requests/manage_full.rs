use tool_router::tool_router_session;

#[tool_router_session(toolkits = any,
    manage_connections(enable, wait, callback_url = "https://example.com/cb?x=1"))]
struct Agent;

fn main() {}
