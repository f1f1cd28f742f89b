use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], permissions(default = sometimes))]
struct Agent;

fn main() {}
