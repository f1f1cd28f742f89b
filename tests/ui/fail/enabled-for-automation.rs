use tool_router::tool_router_session;

#[tool_router_session(app = automation, toolkits = ["gmail"])]
struct Agent;

fn main() {}
