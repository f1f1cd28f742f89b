use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], submit_feedback)]
struct On;

#[tool_router_session(toolkits = ["gmail"], submit_feedback = false)]
struct Off;

fn sent<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["experimental"].take()
}

pub fn main() {
    assert_eq!(sent::<On>(), json!({ "submit_feedback": { "enable": true } }));
    assert_eq!(sent::<Off>(), json!({ "submit_feedback": { "enable": false } }));
}
