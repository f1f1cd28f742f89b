use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], tags = [read_only])]
struct Reader;

#[tool_router_session(
    toolkits = any,
    tags(enable = [create, update], disable = [destructive], require_approval = [open_world]),
)]
struct Writer;

fn tags<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["tags"].take()
}

pub fn main() {
    assert_eq!(tags::<Reader>(), json!({ "enable": ["readOnlyHint"] }));
    assert_eq!(
        tags::<Writer>(),
        json!({
            "enable": ["createHint", "updateHint"],
            "disable": ["destructiveHint"],
            "require_approval": ["openWorldHint"],
        })
    );
}
