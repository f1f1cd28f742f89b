use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable = false, disable = false))]
struct A;

#[tool_router_session(toolkits = ["gmail"], multi_account(enable, disable))]
struct B;

fn main() {}
