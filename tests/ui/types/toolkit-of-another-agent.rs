use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"])]
struct InboxAgent;

#[tool_router_session(toolkits = ["github"])]
struct CodeAgent;

fn main() {
    let _ = InboxAgent::session("user_1").only([CodeAgent::GITHUB]);
}
