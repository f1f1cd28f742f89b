use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["gmail_send_email", "gmailFetchEmails"]))]
struct Agent;

fn main() {
    let _ = (Agent::GMAIL_SEND_EMAIL, Agent::GMAIL_FETCH_EMAILS);
}
