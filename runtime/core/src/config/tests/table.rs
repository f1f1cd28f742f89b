//! Properties of the table's rows that the compiler cannot check.

use std::collections::HashSet;
use std::fmt::Debug;

use serde::Serialize;
use serde_json::json;

use crate::config::{ConfigPatch, Experimental, SessionConfig, Setting, StoredConfig, Supplied};

/// The names of a struct's fields, which only its `Debug` output lists.
fn fields(of: &impl Debug) -> Vec<String> {
    let text = format!("{of:#?}");
    let lines = text.lines().filter_map(|line| line.strip_prefix("    ")?.split_once(": "));
    lines.map(|(name, _)| name.to_owned()).filter(|name| !name.starts_with(' ')).collect()
}

/// The keys of a body that have a value.
fn keys(of: &impl Serialize) -> Vec<String> {
    let body = serde_json::to_value(of).expect("a body");
    let said = body.as_object().expect("an object").iter().filter(|(_, value)| !value.is_null());
    said.map(|(key, _)| key.clone()).collect()
}

#[test]
fn every_field_is_a_setting_and_every_setting_a_field() {
    let mut expected = fields(&SessionConfig::DEFAULT);
    expected.retain(|name| name != "experimental");
    expected.extend(fields(&Experimental::DEFAULT));
    assert_eq!(Setting::ALL.len(), expected.len(), "{:?} of {expected:?}", Setting::ALL);
}

#[test]
fn settings_have_distinct_names() {
    let names: HashSet<_> = Setting::ALL.iter().map(|setting| setting.name()).collect();
    assert_eq!(names.len(), Setting::ALL.len(), "{names:?}");
}

#[test]
fn routers_answer_everything_but_hooks_and_what_is_experimental() {
    let answered = fields(&StoredConfig::default());
    let mut unanswered = fields(&SessionConfig::DEFAULT);
    unanswered.retain(|name| !answered.contains(name));
    assert_eq!(unanswered, ["hooks", "experimental"]);
}

#[test]
fn what_is_restored_is_what_was_declared() {
    let declared: SessionConfig = serde_json::from_value(json!({
        "toolkits": { "enable": ["gmail", "slack"] },
        "tools": { "gmail": ["GMAIL_SEND_EMAIL"] },
        "tags": { "disable": ["destructiveHint"] },
        "auth_configs": { "gmail": "ac_1" },
        "connected_accounts": { "gmail": ["ca_1"] },
        "manage_connections": { "enable": true, "callback_url": "https://x.example/", "enable_connection_removal": false },
        "multi_account": { "enable": true, "max_accounts_per_toolkit": 3 },
        "workbench": { "enable": true, "sandbox_size": "large" },
        "proxy_execute": { "enable": true },
        "preload": { "tools": ["GMAIL_SEND_EMAIL"] },
        "search": { "enable": false },
        "execute": { "enable_multi_execute": false },
        "instant": { "toolkits": { "enable": ["exa"] } },
        "hooks": [{ "type": "after_execute", "id": "h", "applies_to": "all",
            "handler": { "type": "prompt_injection_check", "action": "block" } }],
        "experimental": { "permissions": { "default": "ask_every_call" }, "link_url_overwrite": "https://c.example.com",
            "no_elicitation_support_fallback": "deny", "fast_mode": true, "submit_feedback": { "enable": true },
            "session_config_id": "sc_1", "assistive_prompt_config": { "user_timezone": "Europe/London" } },
    }))
    .expect("a configuration");
    let mut patch = ConfigPatch::default();
    for setting in Setting::ALL {
        patch.restore(*setting, &declared, Supplied::default());
    }
    assert_eq!(keys(&patch), keys(&declared), "the same names on the wire");
    let restored = patch.apply(SessionConfig::DEFAULT).expect("a change");
    assert_eq!(restored.hooks, declared.hooks);
    assert_eq!(restored.experimental, declared.experimental.updatable());
    assert_eq!(StoredConfig::new("u", &restored), StoredConfig::new("u", &declared));
}
