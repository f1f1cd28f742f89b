use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], link_url = "https://connect.example.com/?x=1")]
struct A;

#[tool_router_session(toolkits = ["gmail"], link_url = "https://connect.example.com/?")]
struct B;

#[tool_router_session(toolkits = ["gmail"], link_url = "https://connect.example.com/#links")]
struct C;

#[tool_router_session(toolkits = ["gmail"], link_url = "https://connect.example.com /")]
struct D;

#[tool_router_session(toolkits = ["gmail"], link_url = "https:connect.example.com")]
struct E;

#[tool_router_session(toolkits = ["gmail"], link_url = "http://connect.example.com?x=1#y")]
struct F;

fn main() {}
