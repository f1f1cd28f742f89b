use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], fast_mode)]
struct On;

fn sent<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["experimental"].take()
}

pub fn main() {
    assert_eq!(sent::<On>(), json!({ "fast_mode": true }));
}
