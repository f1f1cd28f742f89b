use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail", "slack"])]
struct Listed;

#[tool_router_session(toolkits = any)]
struct Any;

#[tool_router_session(toolkits = none)]
struct Nothing;

#[tool_router_session(toolkits(disable = ["exa"]))]
struct AllBut;

#[tool_router_session(toolkits(enable = ["gmail", "stripe"], require_approval = ["stripe"]))]
struct Careful;

#[tool_router_session(toolkits(any, require_approval = ["stripe"]))]
struct AnyWithApproval;

fn toolkits<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["toolkits"].take()
}

pub fn main() {
    assert_eq!(toolkits::<Listed>(), json!({ "enable": ["gmail", "slack"] }));
    assert_eq!(toolkits::<Any>(), Value::Null);
    assert_eq!(toolkits::<Nothing>(), json!({ "enable": [] }));
    assert_eq!(toolkits::<AllBut>(), json!({ "disable": ["exa"] }));
    assert_eq!(toolkits::<Careful>(), json!({ "enable": ["gmail", "stripe"], "require_approval": ["stripe"] }));
    assert_eq!(toolkits::<AnyWithApproval>(), json!({ "require_approval": ["stripe"] }));
    assert_eq!((Listed::GMAIL.slug(), Careful::STRIPE.slug()), ("gmail", "stripe"));
}
