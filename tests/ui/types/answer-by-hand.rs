use tool_router::builder::{AuthLinksShown, NotYet};
use tool_router::{ToolRouter, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait))]
struct InboxAgent;

impl AuthLinksShown<NotYet> for InboxAgent {}

async fn run(router: &ToolRouter) {
    let _ = InboxAgent::session("user_1").create(router).await;
}

fn main() {
    let _ = run;
}
