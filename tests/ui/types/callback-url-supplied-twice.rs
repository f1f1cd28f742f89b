use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, callback_url))]
struct InboxAgent;

fn main() {
    let _ = InboxAgent::session("user_1")
        .callback_url("https://app.example.com/cb")
        .callback_url("https://app.example.com/other");
}
