use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail", "slack", "gmail"])]
struct Agent;

fn main() {}
