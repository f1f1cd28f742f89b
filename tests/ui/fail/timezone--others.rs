use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], timezone = "Europe/Lodnon")]
struct A;

#[tool_router_session(toolkits = ["gmail"], timezone = "CEST+1")]
struct B;

fn main() {}
