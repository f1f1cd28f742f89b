use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["slack"], auth_configs(slack))]
struct InboxAgent;

#[tool_router_session(toolkits = ["slack"], auth_configs(slack))]
struct Digest;

fn main() {
    let _ = InboxAgent::session("user_1").auth_config(Digest::SLACK_AUTH_CONFIG, "ac_1");
}
