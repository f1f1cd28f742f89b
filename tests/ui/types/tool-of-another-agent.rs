use tool_router::{Session, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
struct InboxAgent;

#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_SEND_EMAIL"]))]
struct Mailer;

async fn run(session: Session<InboxAgent>) {
    let _ = session.execute(Mailer::GMAIL_SEND_EMAIL, ()).await;
}

fn main() {
    let _ = run;
}
