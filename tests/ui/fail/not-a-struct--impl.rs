use tool_router::tool_router_session;

struct Agent;

#[tool_router_session(toolkits = ["gmail"])]
impl Agent {}

fn main() {}
