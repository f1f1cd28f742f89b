use tool_router::tool_router_session;

#[tool_router_session(toolkits = any, tools(gmail(tags())))]
struct Agent;

fn main() {}
