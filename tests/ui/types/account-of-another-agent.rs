use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["slack"], connected_accounts(slack))]
struct InboxAgent;

#[tool_router_session(toolkits = ["slack"], connected_accounts(slack))]
struct Digest;

fn main() {
    let _ = InboxAgent::session("user_1").connected_account(Digest::SLACK_ACCOUNT, "ca_1");
}
