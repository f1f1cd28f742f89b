use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], sandbox = false)]
struct Off;

#[tool_router_session(toolkits = ["gmail"], sandbox)]
struct On;

#[tool_router_session(
    toolkits = ["gmail"],
    sandbox(size = large, tool_execution, proxy_execution = false, auto_offload_threshold = 20_000),
)]
struct Large;

fn sent<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["workbench"].take()
}

pub fn main() {
    assert_eq!(sent::<Off>(), json!({ "enable": false }));
    assert_eq!(sent::<On>(), json!({ "enable": true }));
    assert_eq!(sent::<Large>(), json!({
        "enable": true,
        "enable_tool_execution": true,
        "enable_proxy_execution": false,
        "auto_offload_threshold": 20_000,
        "sandbox_size": "large",
    }));
}
