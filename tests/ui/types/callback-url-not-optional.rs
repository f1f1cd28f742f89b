use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["slack"], manage_connections(enable, callback_url))]
struct InboxAgent;

fn main() {
    let _ = InboxAgent::session("user_1").maybe_callback_url(Some("https://app.example.com/cb"));
}
