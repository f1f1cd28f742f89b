use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], preload = ["SLACK_SEND_MESSAGE"])]
struct Agent;

fn main() {}
