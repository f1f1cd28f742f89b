use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"])]
struct InboxAgent {
    #[session(user_id)]
    user: u64,
}

fn main() {
    let _ = InboxAgent { user: 1 }.session();
}
