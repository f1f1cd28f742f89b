use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], multi_account?)]
struct InboxAgent;

fn main() {
    let _ = InboxAgent::session("user_1").max_per_toolkit(3);
}
