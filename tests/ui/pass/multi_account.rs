use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], multi_account)]
struct Several;

#[tool_router_session(toolkits = ["gmail"], multi_account = false)]
struct One;

#[tool_router_session(toolkits = ["gmail"], multi_account(max_per_toolkit = 3, explicit_selection = false))]
struct Three;

fn accounts<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["multi_account"].take()
}

pub fn main() {
    assert_eq!(accounts::<Several>(), json!({ "enable": true, "require_explicit_selection": true }));
    assert_eq!(accounts::<One>(), json!({ "enable": false }));
    assert_eq!(
        accounts::<Three>(),
        json!({ "enable": true, "max_accounts_per_toolkit": 3, "require_explicit_selection": false })
    );
}
