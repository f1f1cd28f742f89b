//! Requests that improve on the SDKs', and why.

use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

const UNSENT: &str = "the SDKs drop these on creation, although the API takes them";
const SAVED: &str = "Python drops the saved config, and the session reaches everything";
const SEVERAL: &str = "without `enable` it depends on the project in Python, and TypeScript sends that it is off";

/// A declaration that sends an improved request.
pub(crate) struct Better {
    pub(crate) name: &'static str,
    pub(crate) why: &'static str,
    /// What is sent.
    pub(crate) body: Value,
    /// The whole difference from the recorded request, as a merge patch (RFC 7386).
    pub(crate) patch: Value,
}

macro_rules! better {
    ($($name:ident($($setting:tt)*): $why:expr, $patch:tt;)*) => {
        vec![$(Better {
            name: stringify!($name),
            why: $why,
            body: {
                #[tool_router_session($($setting)*)]
                struct Agent;
                serde_json::to_value(Agent::config()).expect("a configuration is JSON")
            },
            patch: json!($patch),
        }),*]
    };
}

/// The declarations that improve on the SDKs.
#[rustfmt::skip]
pub(crate) fn better() -> Vec<Better> {
    better! {
        sandbox_tool_execution_dropped(toolkits = any, sandbox(tool_execution = false)):
            "the SDKs drop `enable_tool_execution`, although the API takes it",
            { "workbench": { "enable_tool_execution": false } };
        sandbox_enable_none(toolkits = any, sandbox):
            "Python sends null for what is on by default",
            { "workbench": { "enable": true } };
        multi_max_only(toolkits = any, multi_account(max_per_toolkit = 4)):
            SEVERAL, { "multi_account": { "enable": true, "require_explicit_selection": true } };
        multi_explicit_only(toolkits = any, multi_account(explicit_selection = false)):
            SEVERAL, { "multi_account": { "enable": true } };
        manage_removal_dropped(toolkits = any, manage_connections(removal = false)):
            "Python drops it and TypeScript refuses it, although the API takes it",
            { "manage_connections": { "enable_connection_removal": false } };
        premium_usage_false_ts(toolkits = any, instant = false):
            "`premium_usage` is the older name of `instant`",
            { "premium_usage": null, "instant": false };
        experimental_permissions_dropped_on_create(
            toolkits = any, permissions(default = ask_every_call), fast_mode, link_url = "https://c.example.com",
            submit_feedback,
        ): UNSENT, { "experimental": {
            "permissions": { "default": "ask_every_call" },
            "fast_mode": true,
            "link_url_overwrite": "https://c.example.com",
            "submit_feedback": { "enable": true },
        } };
        experimental_overrides(toolkits = any, permissions(
            default = ask_once_per_session,
            overrides("GMAIL_SEND_EMAIL:ca_1" = always_deny, "*:ca_2" = ask_always),
        )): UNSENT, { "experimental": { "permissions": {
            "default": "ask_once_per_session",
            "overrides": { "GMAIL_SEND_EMAIL:ca_1": "always_deny", "*:ca_2": "ask_always" },
        } } };
        experimental_none_account(toolkits = any, permissions(
            default = allow_all,
            overrides("GMAIL_SEND_EMAIL:__none__" = ask_once, "*:__none__" = always_deny),
        )): UNSENT, { "experimental": { "permissions": {
            "default": "allow_all",
            "overrides": { "GMAIL_SEND_EMAIL:__none__": "ask_once", "*:__none__": "always_deny" },
        } } };
        experimental_all_dropped(
            toolkits = any, permissions(default = allow_all), fast_mode, no_elicitation_support = deny,
        ): UNSENT, { "experimental": { "permissions": { "default": "allow_all" }, "fast_mode": true } };
        experimental_feedback_false(toolkits = any, submit_feedback = false):
            UNSENT, { "experimental": { "submit_feedback": { "enable": false } } };
        experimental_fast_false(toolkits = any, fast_mode = false):
            UNSENT, { "experimental": { "fast_mode": false } };
        experimental_session_config(session_config = "sc_1"):
            SAVED, { "experimental": { "session_config_id": "sc_1" } };
        experimental_sc_sandbox(session_config = "sc_1", sandbox = false):
            SAVED, { "experimental": { "session_config_id": "sc_1" } };
        experimental_sc_preset(app = automation, session_config = "sc_1", preset = direct_tools):
            SAVED, { "experimental": { "session_config_id": "sc_1" } };
        experimental_sc_accounts(
            session_config = "sc_1", connected_accounts(gmail = "ca_1"), auth_configs(slack = "ac_1"),
        ): SAVED, { "experimental": { "session_config_id": "sc_1" } };
        experimental_sc_preload(session_config = "sc_1", preload = ["GMAIL_SEND_EMAIL"]):
            SAVED, { "experimental": { "session_config_id": "sc_1" } };
        experimental_sc_tz(session_config = "sc_1", timezone = "UTC"):
            SAVED, { "experimental": { "session_config_id": "sc_1" } };
        experimental_sc_instant(session_config = "sc_1", instant(toolkits = ["exa"])):
            SAVED, { "experimental": { "session_config_id": "sc_1" } };
    }
}

/// The recorded request with the differences applied.
pub(crate) fn merged(recorded: &Value, patch: &Value) -> Value {
    let Value::Object(patch) = patch else { return patch.clone() };
    let mut merged = recorded.as_object().cloned().unwrap_or_default();
    for (key, patch) in patch {
        if patch.is_null() {
            merged.remove(key);
        } else {
            let of_key = merged.get(key).cloned().unwrap_or_default();
            merged.insert(key.clone(), self::merged(&of_key, patch));
        }
    }
    merged.into()
}
