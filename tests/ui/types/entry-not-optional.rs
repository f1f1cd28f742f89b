use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["slack"], auth_configs(slack))]
struct InboxAgent;

fn main() {
    let _ = InboxAgent::session("user_1").maybe_auth_config(InboxAgent::SLACK_AUTH_CONFIG, Some("ac_1"));
}
