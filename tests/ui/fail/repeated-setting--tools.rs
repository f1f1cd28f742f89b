use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_SEND_EMAIL"], gmail(tags = [read_only])))]
struct Agent;

fn main() {}
