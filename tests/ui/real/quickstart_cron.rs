use tool_router::tool_router_session;

// composio-community/general-purpose-agent-quickstart
#[tool_router_session(app = automation, toolkits = any)]
struct Agent;

fn main() {}
