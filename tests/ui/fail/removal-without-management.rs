use tool_router::tool_router_session;

#[tool_router_session(app = automation, toolkits = ["gmail"], manage_connections(disable, removal = false))]
struct Agent;

fn main() {}
