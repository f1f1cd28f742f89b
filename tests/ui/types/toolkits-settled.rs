use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail", "slack"])]
struct InboxAgent;

fn main() {
    let _ = InboxAgent::session("user_1").toolkits(["gmail"]);
}
