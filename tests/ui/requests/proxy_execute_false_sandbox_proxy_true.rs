use tool_router::tool_router_session;

#[tool_router_session(toolkits = any, proxy_execute = false, sandbox(proxy_execution = true))]
struct Agent;

fn main() {}
