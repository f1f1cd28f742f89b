use tool_router::tool_router_session;

#[tool_router_session(session_config = "sc_1", toolkits = ["gmail"], tools(gmail = ["GMAIL_SEND_EMAIL"]), tags = [read_only])]
struct Agent;

fn main() {}
