use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], permissions(overrides("GMAIL_SEND_EMAIL" = always_deny)))]
struct Agent;

fn main() {}
