use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"])]
enum Agent {
    Inbox,
}

fn main() {
    let _ = Agent::Inbox;
}
