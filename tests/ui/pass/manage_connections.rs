use std::time::Duration;

use serde_json::{Value, json};
use tool_router::connections::{ConnectionMode, Missing, Mode};
use tool_router::{SessionSpec, Toolkit, tool_router_session};

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

#[tool_router_session(toolkits = any, manage_connections(enable, wait_tool))]
struct Waiter;

#[tool_router_session(toolkits = ["gmail"], manage_connections(wait = "5m", wait_tool = false))]
struct WaitedFor;

#[tool_router_session(toolkits = any, manage_connections(enable, wait, required = ["gmail", "slack"]))]
struct Needing;

#[tool_router_session(app = automation, toolkits(disable = ["exa"]), manage_connections(disable, required = ["gmail"]))]
struct Checked;

#[tool_router_session(
    app = automation,
    toolkits = ["gmail", "slack"],
    manage_connections(disable, missing = skip, required = ["gmail"]),
)]
struct Skipping;

#[tool_router_session(app = automation, toolkits = ["gmail"], manage_connections(disable, missing = fail))]
struct Failing;

#[tool_router_session(app = manual_auth, toolkits = ["gmail"], manage_connections(disable, missing = skip, callback_url))]
struct ManuallySkipping;

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
    assert_eq!(management::<Waiter>(), json!({ "enable": true, "enable_wait_for_connections": true }));
    assert_eq!(<Waiter as SessionSpec>::Connections::MODE, Mode::OnDemand);
    assert_eq!(Waiter::manifest().wait, None);
    assert_eq!(management::<WaitedFor>(), json!({ "enable": true, "enable_wait_for_connections": false }));
    assert_eq!(<WaitedFor as SessionSpec>::Connections::MODE, Mode::Upfront);
    let required: [Toolkit<Needing>; 2] = [Needing::GMAIL, Needing::SLACK];
    assert_eq!(*Needing::manifest().required, required.map(|toolkit| toolkit.slug()));
    assert_eq!(*Checked::manifest().required, [Checked::GMAIL.slug()]);
    for (manifest, missing) in [
        (Skipping::manifest(), Missing::Skip),
        (Failing::manifest(), Missing::Fail),
        (ManuallySkipping::manifest(), Missing::Skip),
        (Checked::manifest(), Missing::Fail),
    ] {
        assert_eq!(manifest.missing, missing);
        assert_eq!(serde_json::to_value(manifest.config).unwrap()["manage_connections"], json!({ "enable": false }));
    }
    let _ = Patient::session("user_1").callback_url("https://app.example.com/cb").on_auth_link(|_| ());
}
