use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], multi_account?(enable, max_per_toolkit = 3))]
struct A;

#[tool_router_session(toolkits = ["gmail"], multi_account?(disable))]
struct B;

fn main() {}
