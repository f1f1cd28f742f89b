use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], colour = "red")]
struct Agent;

fn main() {}
