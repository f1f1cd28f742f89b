use tool_router::tool_router_session;

#[tool_router_session(toolkits = any, sandbox, workbench = false)]
struct Agent;

fn main() {}
