use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], automation, manage_connections = false)]
struct A;

#[tool_router_session(toolkits = ["gmail"], app = workflow, automation, manage_connections(wait))]
struct B;

fn main() {}
