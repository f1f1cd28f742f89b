use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], sandbox(auto_offload_threshold = -1))]
struct A;

#[tool_router_session(toolkits = ["gmail"], sandbox(auto_offload_threshold = 20_000u64))]
struct B;

#[tool_router_session(toolkits = ["gmail"], sandbox(auto_offload_threshold = "20000"))]
struct C;

fn main() {}
