use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tools(gmail(disable = ["GMAIL_SEND_EMAIL"])), preload = ["GMAIL_SEND_EMAIL", "GMAIL_FETCH_EMAILS"])]
struct Agent;

fn main() {}
