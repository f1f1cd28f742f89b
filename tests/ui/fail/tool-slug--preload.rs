use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], preload = ["gmail_send_email"])]
struct Agent;

fn main() {
    let _ = Agent::GMAIL_SEND_EMAIL;
}
