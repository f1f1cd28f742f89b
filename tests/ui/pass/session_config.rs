use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(session_config = "sc_1")]
struct Agent;

pub fn main() {
    let config = serde_json::to_value(Agent::config()).unwrap();
    assert_eq!(config["experimental"], serde_json::json!({ "session_config_id": "sc_1" }));
    let _ = Agent::session("user_1");
}
