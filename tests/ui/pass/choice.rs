use serde_json::{Value, json};
use tool_router::policy::Policy;
use tool_router::{SessionSpec, tool_router_session};

const ACME: Policy = Policy::named("ACME").allow_toolkits(&["gmail", "slack"]);

#[tool_router_session(toolkits(from = ["gmail", "slack"], require_approval = ["slack"]), preload = all, policy = ACME)]
struct Desk;

#[tool_router_session(
    toolkits(from = any),
    auth_configs(slack?, gmail),
    connected_accounts,
    manage_connections(enable, wait, callback_url?),
)]
struct Anything;

fn data<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::manifest()).unwrap()
}

pub fn main() {
    let desk = data::<Desk>();
    assert_eq!(desk["at_run_time"], json!({ "toolkits": true }));
    assert_eq!(desk["config"]["toolkits"], json!({ "enable": ["gmail", "slack"], "require_approval": ["slack"] }));
    assert_eq!(
        data::<Anything>()["at_run_time"],
        json!({
            "toolkits": true,
            "callback_url": "optional",
            "auth_configs": { "required": ["gmail"], "optional": ["slack"] },
            "connected_accounts": { "all": true },
        })
    );
    let chosen = Desk::session("user_1").toolkits([Desk::GMAIL]);
    assert_eq!(serde_json::to_value(&chosen.config().toolkits).unwrap(), json!({ "enable": ["gmail"] }));
}
