use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"])]
struct Agent {
    #[session(user_id)]
    user: String,
    #[session(user_id)]
    owner: String,
}

fn main() {
    let agent = Agent { user: String::new(), owner: String::new() };
    let _ = (agent.session(), agent.owner);
}
