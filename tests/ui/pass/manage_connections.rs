use std::time::Duration;

use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail"])]
struct Unsaid;

#[tool_router_session(toolkits = ["gmail"], manage_connections = true)]
struct Enabled;

#[tool_router_session(app = automation, toolkits = ["gmail"], manage_connections(disable))]
struct Disabled;

#[tool_router_session(
    toolkits = ["gmail"],
    manage_connections(enable, wait, callback_url = "https://app.example.com/cb?x=1", removal = false),
)]
struct Waiting;

#[tool_router_session(toolkits = ["gmail"], manage_connections(wait = "1h30m", callback_url))]
struct Patient;

#[tool_router_session(toolkits = ["gmail"], manage_connections(wait = false))]
struct Hasty;

fn management<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["manage_connections"].take()
}

pub fn main() {
    assert_eq!(management::<Unsaid>(), json!({ "enable": true }));
    assert_eq!(management::<Enabled>(), json!({ "enable": true }));
    assert_eq!(management::<Disabled>(), json!({ "enable": false }));
    assert_eq!(
        management::<Waiting>(),
        json!({
            "enable": true,
            "callback_url": "https://app.example.com/cb?x=1",
            "enable_wait_for_connections": true,
            "enable_connection_removal": false,
        })
    );
    assert_eq!(management::<Patient>(), json!({ "enable": true, "enable_wait_for_connections": true }));
    assert_eq!(Waiting::manifest().wait, Some(Duration::from_secs(600)));
    assert_eq!(Patient::manifest().wait, Some(Duration::from_secs(5_400)));
    assert_eq!((Unsaid::manifest().wait, Hasty::manifest().wait), (None, None));
    let _ = Patient::session("user_1").callback_url("https://app.example.com/cb").on_auth_link(|_| ());
}
