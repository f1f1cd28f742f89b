use tool_router::tool_router_session;

#[tool_router_session(toolkits = none, manage_connections(enable, wait))]
struct A;

#[tool_router_session(toolkits(disable = ["exa"]), manage_connections(wait = "5m"))]
struct B;

#[tool_router_session(session_config = "sc_1", manage_connections(wait))]
struct C;

fn main() {}
