use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], sandbox(disable, size = large, auto_offload_threshold = 20_000))]
struct Agent;

fn main() {}
