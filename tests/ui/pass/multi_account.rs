use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], multi_account)]
struct Several;

#[tool_router_session(toolkits = ["gmail"], multi_account = false)]
struct One;

#[tool_router_session(toolkits = ["gmail"], multi_account(max_per_toolkit = 3, explicit_selection = false))]
struct Three;

#[tool_router_session(
    toolkits = ["gmail"],
    multi_account?(max_per_toolkit? = 5, explicit_selection = false),
    preload = ["GMAIL_FETCH_EMAILS"],
)]
struct Decided;

#[tool_router_session(toolkits = ["gmail"], multi_account(max_per_toolkit?))]
struct Counted;

#[tool_router_session(toolkits = ["gmail"], preload = all, multi_account?)]
struct Either;

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

    // The declaration is the fence; what is sent is what the program decides.
    let fence = json!({ "enable": true, "max_accounts_per_toolkit": 5, "require_explicit_selection": false });
    assert_eq!(accounts::<Decided>(), fence);
    let manifest = serde_json::to_value(Decided::manifest()).unwrap();
    assert_eq!(manifest["at_run_time"], json!({ "multi_account": true, "max_per_toolkit": true }));
    let sent = |decided: &tool_router::config::SessionConfig| serde_json::to_value(decided).unwrap();
    let off = sent(Decided::session("user_1").config());
    assert_eq!(
        (&off["multi_account"], &off["preload"]),
        (&json!({ "enable": false }), &json!({ "tools": ["GMAIL_FETCH_EMAILS"] }))
    );
    let on = sent(Decided::session("user_1").multi_account(true).max_per_toolkit(2).config());
    assert_eq!(on["multi_account"]["max_accounts_per_toolkit"], 2);
    assert_eq!(on.get("preload"), None);
    let counted = sent(Counted::session("user_1").max_per_toolkit(4).config());
    assert_eq!(counted["multi_account"]["max_accounts_per_toolkit"], 4);
    assert_eq!(sent(Either::session("user_1").multi_account(true).config()).get("preload"), None);
}
