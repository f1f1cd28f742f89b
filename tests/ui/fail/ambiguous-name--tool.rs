use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail", "gmail_send"], tools(gmail = ["GMAIL_SEND"]))]
struct Agent;

fn main() {}
