//! An agent that does not wait takes no handler of auth links: one error, at the handler.

use tool_router::{ToolRouter, tool_router_session};

#[tool_router_session(app = automation, toolkits = ["gmail"], manage_connections = false)]
struct NightlyDigest;

async fn run(router: &ToolRouter) {
    let _ = NightlyDigest::session("user_1").on_auth_link(|_| ()).create(router).await;
}

fn main() {
    let _ = run;
}
