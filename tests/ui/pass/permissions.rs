use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(
    toolkits = ["gmail", "slack"],
    connected_accounts(gmail = "ca_1"),
    permissions(
        default = ask_once_per_session,
        overrides(
            "GMAIL_SEND_EMAIL" = always_deny,
            "SLACK_SEND_MESSAGE" = ask_always,
            "SLACK_SEND_MESSAGE:ca_2" = always_allow,
            "*:ca_3" = ask_once,
        ),
    ),
    allow(weak_override),
)]
struct Asked;

#[tool_router_session(
    toolkits = ["gmail"],
    connected_accounts(gmail = "ca_1"),
    permissions(
        default = ask_every_call,
        overrides("GMAIL_SEND_EMAIL:__none__" = always_deny, "*:__none__" = ask_once, "GMAIL_FETCH_EMAILS" = always_allow),
    ),
)]
struct WithoutAccount;

#[tool_router_session(toolkits = ["gmail"], permissions(default = allow_all))]
struct Trusted;

fn sent<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["experimental"].take()
}

pub fn main() {
    assert_eq!(sent::<Asked>(), json!({
        "permissions": {
            "default": "ask_once_per_session",
            "overrides": {
                "SLACK_SEND_MESSAGE:ca_2": "always_allow",
                "*:ca_3": "ask_once",
                "GMAIL_SEND_EMAIL:__none__": "always_deny",
                "GMAIL_SEND_EMAIL:ca_1": "always_deny",
                "SLACK_SEND_MESSAGE:__none__": "ask_always",
            },
        },
    }));
    assert_eq!(sent::<WithoutAccount>()["permissions"]["overrides"], json!({
        "GMAIL_SEND_EMAIL:__none__": "always_deny",
        "*:__none__": "ask_once",
        "GMAIL_FETCH_EMAILS:__none__": "always_allow",
        "GMAIL_FETCH_EMAILS:ca_1": "always_allow",
    }));
    assert_eq!(sent::<Trusted>(), json!({ "permissions": { "default": "allow_all" } }));
}
