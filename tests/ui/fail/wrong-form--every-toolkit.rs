use tool_router::tool_router_session;

#[tool_router_session(toolkits = all)]
struct A;

#[tool_router_session(toolkits = "*")]
struct B;

#[tool_router_session(toolkits = None)]
struct C;

#[tool_router_session(toolkits = gmail)]
struct D;

fn main() {}
