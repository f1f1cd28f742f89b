use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_SEND_EMAIL", "GMAIL_SEND_EMAIL"]))]
struct Agent;

fn main() {}
