use tool_router::tool_router_session;

#[tool_router_session(app = automation, toolkits = ["gmail"], manage_connections = true)]
struct Agent;

fn main() {}
