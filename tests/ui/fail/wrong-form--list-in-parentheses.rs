use tool_router::tool_router_session;

#[tool_router_session(toolkits("gmail", "slack"))]
struct Agent;

fn main() {}
