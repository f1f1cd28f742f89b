use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"])]
#[tool_router_session(app = automation)]
struct Agent;

fn main() {}
