use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], multi_account(max_per_toolkit = 1))]
struct A;

#[tool_router_session(toolkits = ["gmail"], multi_account(max_per_toolkit = -2))]
struct B;

fn main() {}
