use tool_router::{ToolRouter, tool_router_session};

#[tool_router_session(toolkits = ["slack"], connected_accounts)]
struct InboxAgent;

async fn run(router: &ToolRouter) {
    let _ = InboxAgent::session("user_1").create(router).await;
}

fn main() {
    let _ = run;
}
