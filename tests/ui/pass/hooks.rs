use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(
    toolkits = ["gmail", "slack"],
    hooks(
        before(id = "mail", name = "No mail", condition = "Sends mail outside example.org", toolkits = ["gmail"]),
        before(id = "chat", condition = "Writes to a public channel"),
        after(id = "injection", prompt_injection),
        before(id = "audit", webhook, toolkits = ["slack"]),
        after(id = "redaction", webhook),
    ),
)]
struct Checked;

fn sent<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["hooks"].take()
}

pub fn main() {
    assert_eq!(sent::<Checked>(), json!([
        {
            "type": "before_execute",
            "id": "mail",
            "name": "No mail",
            "applies_to": { "toolkits": ["gmail"] },
            "handler": { "type": "condition_check", "condition": "Sends mail outside example.org", "action": "block" },
        },
        {
            "type": "before_execute",
            "id": "chat",
            "applies_to": "all",
            "handler": { "type": "condition_check", "condition": "Writes to a public channel", "action": "block" },
        },
        {
            "type": "after_execute",
            "id": "injection",
            "applies_to": "all",
            "handler": { "type": "prompt_injection_check", "action": "block" },
        },
        {
            "type": "before_execute",
            "id": "audit",
            "applies_to": { "toolkits": ["slack"] },
            "handler": { "type": "webhook" },
        },
        {
            "type": "after_execute",
            "id": "redaction",
            "applies_to": "all",
            "handler": { "type": "webhook" },
        },
    ]));
}
