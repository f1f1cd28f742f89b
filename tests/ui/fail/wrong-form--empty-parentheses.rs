use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tools())]
struct A;

#[tool_router_session(toolkits = ["gmail"], tags())]
struct B;

#[tool_router_session(toolkits = ["gmail"], manage_connections())]
struct C;

#[tool_router_session(toolkits = ["gmail"], auth_configs())]
struct D;

#[tool_router_session(toolkits = ["gmail"], multi_account())]
struct E;

#[tool_router_session(toolkits = ["gmail"], allow())]
struct F;

fn main() {}
