use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["slack"], auth_configs(slack))]
struct InboxAgent;

fn main() {
    let _ = InboxAgent::session("user_1").auth_configs([("slack", "ac_1")]);
}
