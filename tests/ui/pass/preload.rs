use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], preload = ["GMAIL_FETCH_EMAILS"])]
struct Listed;

#[tool_router_session(toolkits = ["gmail"], preload = all)]
struct All;

#[tool_router_session(toolkits = any, tags = [read_only], preload = all)]
struct ByTag;

#[tool_router_session(toolkits = ["gmail"], preload = none, multi_account)]
struct Nothing;

#[tool_router_session(app = automation, toolkits = ["gmail"], preset = direct_tools, search = true, preload = none)]
struct WithoutThePresets;

fn sent<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["preload"].take()
}

pub fn main() {
    assert_eq!(sent::<Listed>(), json!({ "tools": ["GMAIL_FETCH_EMAILS"] }));
    assert_eq!(sent::<All>(), json!({ "tools": "all" }));
    assert_eq!(sent::<ByTag>(), json!({ "tools": "all" }));
    assert_eq!(sent::<Nothing>(), json!({ "tools": [] }));
    assert_eq!(sent::<WithoutThePresets>(), json!({ "tools": [] }));
    let manifest = Nothing::manifest().to_string();
    assert!(manifest.contains("listed from the start: no tool but the meta tools"), "{manifest}");
}
