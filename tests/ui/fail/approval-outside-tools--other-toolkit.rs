use tool_router::tool_router_session;

#[tool_router_session(
    toolkits = ["gmail", "slack"],
    tools(gmail(enable = ["GMAIL_FETCH_EMAILS"], require_approval = ["SLACK_SEND_MESSAGE", "GMAIL_SEND_EMAIL"])),
)]
struct Agent;

fn main() {}
