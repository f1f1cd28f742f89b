use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"])]
struct Agent {
    #[session()]
    user: String,
}

fn main() {
    let _ = Agent { user: String::new() }.session();
}
