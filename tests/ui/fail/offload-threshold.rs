use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], sandbox(auto_offload_threshold = 0))]
struct Agent;

fn main() {}
