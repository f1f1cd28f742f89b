use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tools(gmail(disable = ["GMAIL_SEND_EMAIL"], require_approval = ["GMAIL_SEND_EMAIL"])))]
struct Agent;

fn main() {}
