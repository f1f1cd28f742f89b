use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tags = [read_only, read_only])]
struct Agent;

fn main() {}
