use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], sandbox(size = x_large))]
struct A;

#[tool_router_session(toolkits = ["gmail"], sandbox(size = "large"))]
struct B;

#[tool_router_session(toolkits = ["gmail"], sandbox(size = 4))]
struct C;

fn main() {}
