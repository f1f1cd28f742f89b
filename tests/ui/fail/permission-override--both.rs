use tool_router::tool_router_session;

#[tool_router_session(
    toolkits = ["gmail"],
    permissions(default = allow_all, overrides("SLACK_SEND_MESSAGE" = sometimes, "GMAIL_SEND_EMAIL" = rarely)),
)]
struct Agent;

fn main() {
    let _ = Agent::GMAIL_SEND_EMAIL;
}
