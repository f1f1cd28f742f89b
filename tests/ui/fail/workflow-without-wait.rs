use tool_router::tool_router_session;

#[tool_router_session(app = workflow, toolkits = ["gmail"])]
struct Agent;

fn main() {}
