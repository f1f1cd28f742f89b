//! After each slip reading goes on at the next comma.

use tool_router::tool_router_session;

#[tool_router_session(
    toolkits: ["gmail" "slack", github],
    tools(gmail = , slack["SLACK_SEND_MESSAGE"]),,
    manage_connections { enable; wait = 10m }
    auth_configs(github =),
    @ tags = [read_only],
)]
struct Agent;

fn main() {
    let _ = (Agent::GMAIL, Agent::SLACK, Agent::GITHUB, Agent::SLACK_SEND_MESSAGE);
}
