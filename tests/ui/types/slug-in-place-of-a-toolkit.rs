use tool_router::{Session, tool_router_session};

#[tool_router_session(toolkits = ["gmail"])]
struct InboxAgent;

async fn run(session: &Session<InboxAgent>) {
    let _ = session.authorize("gmail").await;
}

fn main() {
    let _ = run;
}
