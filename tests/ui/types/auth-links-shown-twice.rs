use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait))]
struct InboxAgent;

fn main() {
    let _ = InboxAgent::session("user_1").on_auth_link(|_| ()).on_auth_link(|_| ());
}
