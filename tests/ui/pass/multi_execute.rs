use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], multi_execute = false)]
struct Off;

#[tool_router_session(toolkits = ["gmail"])]
struct Unsaid;

fn sent<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["execute"].take()
}

pub fn main() {
    assert_eq!(sent::<Off>(), json!({ "enable_multi_execute": false }));
    assert_eq!(sent::<Unsaid>(), Value::Null);
}
