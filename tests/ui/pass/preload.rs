use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], preload = ["GMAIL_FETCH_EMAILS"])]
struct Listed;

#[tool_router_session(toolkits = ["gmail"], preload = all)]
struct All;

#[tool_router_session(toolkits = any, tags = [read_only], preload = all)]
struct ByTag;

fn sent<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["preload"].take()
}

pub fn main() {
    assert_eq!(sent::<Listed>(), json!({ "tools": ["GMAIL_FETCH_EMAILS"] }));
    assert_eq!(sent::<All>(), json!({ "tools": "all" }));
    assert_eq!(sent::<ByTag>(), json!({ "tools": "all" }));
}
