use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tags = [readOnlyHint])]
struct Agent;

fn main() {}
