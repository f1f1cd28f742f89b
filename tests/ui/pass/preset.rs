use serde_json::json;
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(app = automation, toolkits = ["gmail"], preset = direct_tools)]
struct Direct;

#[tool_router_session(
    toolkits = ["gmail"],
    preset = direct_tools,
    manage_connections = true,
    sandbox(enable),
    preload = ["GMAIL_SEND_EMAIL"],
)]
struct Overridden;

pub fn main() {
    assert_eq!(
        serde_json::to_value(Direct::config()).unwrap(),
        json!({
            "toolkits": { "enable": ["gmail"] },
            "manage_connections": { "enable": false },
            "workbench": { "enable": false },
            "preload": { "tools": "all" },
            "search": { "enable": false },
            "execute": { "enable_multi_execute": false },
        })
    );
    assert_eq!(
        serde_json::to_value(Overridden::config()).unwrap(),
        json!({
            "toolkits": { "enable": ["gmail"] },
            "manage_connections": { "enable": true },
            "workbench": { "enable": true },
            "preload": { "tools": ["GMAIL_SEND_EMAIL"] },
            "search": { "enable": false },
            "execute": { "enable_multi_execute": false },
        })
    );
}
