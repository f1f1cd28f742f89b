use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], manage_connection(wait))]
struct Agent;

fn main() {
    let _ = Agent::session("user_1").on_auth_link(|_| ());
}
