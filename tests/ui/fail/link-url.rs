use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], link_url = "connect.example.com")]
struct Agent;

fn main() {}
