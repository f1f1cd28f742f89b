use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["", "gmail", "", "Gmail"])]
struct Agent;

fn main() {}
