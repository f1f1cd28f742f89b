use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], timezone = "London")]
struct Agent;

fn main() {}
