use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail_", "-slack", "active--campaign", "one_-drive", "_21risk", "_"])]
struct Agent;

fn main() {}
