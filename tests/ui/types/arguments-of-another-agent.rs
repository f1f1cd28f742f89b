use tool_router::{Session, Tool, ToolArguments, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
struct InboxAgent;

#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_SEND_EMAIL"]))]
struct Mailer;

#[derive(serde::Serialize)]
struct SendEmail {
    recipient_email: String,
}

impl ToolArguments<Mailer> for SendEmail {
    const TOOL: Tool<Mailer> = Mailer::GMAIL_SEND_EMAIL;
}

async fn run(session: Session<InboxAgent>) {
    let _ = session.execute_typed(SendEmail { recipient_email: String::new() }).await;
}

fn main() {
    let _ = run;
}
