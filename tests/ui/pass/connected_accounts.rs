use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(
    toolkits = ["gmail", "slack", "github"],
    connected_accounts(gmail = "ca_1", slack = ["ca_2", "ca_3"], github),
    multi_account,
)]
struct Agent;

pub fn main() {
    let config = serde_json::to_value(Agent::config()).unwrap();
    assert_eq!(config["connected_accounts"], serde_json::json!({ "gmail": ["ca_1"], "slack": ["ca_2", "ca_3"] }));
    let _ = Agent::session("user_1").connected_account(Agent::GITHUB_ACCOUNT, ["ca_4", "ca_5"]);
}
