use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tools(gmail(enable = ["GMAIL_SEND_EMAIL"], disable = ["GMAIL_FETCH_EMAILS"], tags = [read_only])))]
struct Agent;

fn main() {}
