use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait = 10m))]
struct A;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait = "10"))]
struct B;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait = "10 minutes"))]
struct C;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait = "soon"))]
struct D;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait = "0s"))]
struct E;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait = "48h"))]
struct F;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait = -5))]
struct G;

fn main() {}
