use tool_router::tool_router_session;

#[tool_router_session(
    toolkits(enable = "gmail", require_approval("gmail")),
    tools(gmail = "GMAIL_SEND_EMAIL"),
    preload = "gmail_send_email",
    hooks(before(id = "mail", condition = "Sends mail", toolkits = "gmail")),
    instant(toolkits = "gmail", tools(gmail = "GMAIL_SEND_EMAIL")),
)]
struct Agent;

#[tool_router_session(
    toolkits = ["gmail", "slack"],
    tools(gmail("GMAIL_SEND_EMAIL", "GMAIL_CREATE_DRAFT"), slack(disable = "slack_send_message")),
)]
struct InParentheses;

fn main() {
    let _ = (Agent::GMAIL, Agent::GMAIL_SEND_EMAIL, InParentheses::GMAIL_CREATE_DRAFT);
}
