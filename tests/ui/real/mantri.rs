use tool_router::tool_router_session;

// sankalpgunturi/mantri
#[tool_router_session(toolkits = any, manage_connections = false)]
struct Agent;

fn main() {}
