use tool_router::{Session, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
struct InboxAgent;

async fn run(session: &Session<InboxAgent>) {
    let _ = session.execute("GMAIL_FETCH_EMAILS", ()).await;
}

fn main() {
    let _ = run;
}
