//! Five mistakes are five errors, and no use of the agent is one more.

use tool_router::{SessionSpec, ToolRouter, tool_router_session};

#[tool_router_session(
    toolkits = ["Gmail", slack],
    tools(gmail = ["gmail_fetch_emails"]),
    manage_connections(wiat),
    tags = [read],
)]
struct InboxAgent;

async fn run(router: &ToolRouter) {
    let session = InboxAgent::session("user_1").on_auth_link(|_| ()).only([InboxAgent::GMAIL]).create(router).await;
    drop(session);
    let _ = (InboxAgent::GMAIL_FETCH_EMAILS, InboxAgent::config(), InboxAgent::manifest());
}

fn main() {
    let _ = run;
}
