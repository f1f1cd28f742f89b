use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], search = false)]
struct Off;

#[tool_router_session(toolkits = ["gmail"])]
struct Unsaid;

fn sent<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["search"].take()
}

pub fn main() {
    assert_eq!(sent::<Off>(), json!({ "enable": false }));
    assert_eq!(sent::<Unsaid>(), Value::Null);
}
