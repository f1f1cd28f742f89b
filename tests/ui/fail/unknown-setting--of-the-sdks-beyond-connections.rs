use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], workbench(enable_proxy_execution = false))]
struct A;

#[tool_router_session(toolkits = ["gmail"], user_timezone = "Europe/London")]
struct B;

#[tool_router_session(toolkits = ["gmail"], premium_usage = false)]
struct C;

#[tool_router_session(toolkits = ["gmail"], hooks(before_execute(id = "mail", condition = "Sends mail outside example.org")))]
struct D;

#[tool_router_session(toolkits = ["gmail"], enable_multi_execute = false)]
struct E;

fn main() {}
