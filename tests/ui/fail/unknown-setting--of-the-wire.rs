use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable_wait_for_connections))]
struct A;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable_connection_removal = false))]
struct B;

#[tool_router_session(toolkits = ["gmail"], multi_account(require_explicit_selection))]
struct C;

fn main() {}
