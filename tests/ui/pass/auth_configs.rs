use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["github", "slack", "notion"], auth_configs(github = "ac_1", slack, notion))]
struct Agent;

pub fn main() {
    let config = serde_json::to_value(Agent::config()).unwrap();
    assert_eq!(config["auth_configs"], serde_json::json!({ "github": "ac_1" }));
    let builder = Agent::session("user_1")
        .auth_config(Agent::NOTION_AUTH_CONFIG, "ac_3")
        .auth_config(Agent::SLACK_AUTH_CONFIG, "ac_2");
    let config = serde_json::to_value(builder.config()).unwrap();
    assert_eq!(config["auth_configs"], serde_json::json!({ "github": "ac_1", "notion": "ac_3", "slack": "ac_2" }));
}
