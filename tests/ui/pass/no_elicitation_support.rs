use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], no_elicitation_support = deny)]
struct Deny;

#[tool_router_session(toolkits = ["gmail"], no_elicitation_support = allow)]
struct Allow;

fn sent<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["experimental"].take()
}

pub fn main() {
    assert_eq!(sent::<Deny>(), json!({ "no_elicitation_support_fallback": "deny" }));
    assert_eq!(sent::<Allow>(), json!({ "no_elicitation_support_fallback": "allow" }));
}
