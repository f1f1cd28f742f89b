use tool_router::tool_router_session;

#[tool_router_session(app = workflow, toolkits = ["gmail"], manage_connections(enable, wait = false))]
struct Agent;

fn main() {}
