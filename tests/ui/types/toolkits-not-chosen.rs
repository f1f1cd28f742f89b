use tool_router::{ToolRouter, tool_router_session};

#[tool_router_session(toolkits(from = ["gmail", "slack"]))]
struct Desk;

async fn run(router: &ToolRouter) {
    let _ = Desk::session("user_1").create(router).await;
}

fn main() {
    let _ = run;
}
