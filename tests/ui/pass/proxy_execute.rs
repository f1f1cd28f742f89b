use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], proxy_execute)]
struct On;

#[tool_router_session(toolkits = ["gmail"], proxy_execute = false)]
struct Off;

fn sent<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["proxy_execute"].take()
}

pub fn main() {
    assert_eq!(sent::<On>(), json!({ "enable": true }));
    assert_eq!(sent::<Off>(), json!({ "enable": false }));
}
