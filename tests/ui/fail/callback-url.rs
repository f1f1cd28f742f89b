use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, callback_url = "/auth/callback"))]
struct Agent;

fn main() {}
