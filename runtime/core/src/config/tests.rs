mod answer;
mod patch;
mod table;
mod within;

use serde_json::{Value, json};

use super::*;

/// A request with `body`, after it was parsed and serialised again.
fn through(body: Value) -> Value {
    let config: SessionConfig = serde_json::from_value(body).expect("a valid body");
    serde_json::to_value(config).expect("a body")
}

fn refusal(body: Value) -> String {
    serde_json::from_value::<SessionConfig>(body).expect_err("an invalid body").to_string()
}

const DECLARED: SessionConfig = SessionConfig {
    toolkits: Toolkits {
        access: Access::Only(Cow::Borrowed(&[Cow::Borrowed("gmail"), Cow::Borrowed("slack")])),
        ..Toolkits::DEFAULT
    },
    tools: Map(Cow::Borrowed(&[(
        Cow::Borrowed("gmail"),
        ToolkitTools {
            access: ToolAccess::Only(Cow::Borrowed(&[Cow::Borrowed("GMAIL_FETCH_EMAILS")])),
            ..ToolkitTools::DEFAULT
        },
    )])),
    tags: Tags { disable: Cow::Borrowed(&[Tag::Destructive]), ..Tags::DEFAULT },
    auth_configs: Map(Cow::Borrowed(&[(Cow::Borrowed("slack"), Cow::Borrowed("ac_1"))])),
    connected_accounts: Map(Cow::Borrowed(&[(Cow::Borrowed("gmail"), Cow::Borrowed(&[Cow::Borrowed("ca_1")]))])),
    manage_connections: ManageConnections {
        callback_url: Some(Cow::Borrowed("https://example.com/cb")),
        enable_wait_for_connections: Some(true),
        ..ManageConnections::DEFAULT
    },
    ..SessionConfig::DEFAULT
};

#[test]
fn a_constant_serialises_to_the_body() {
    assert_eq!(
        serde_json::to_value(DECLARED).unwrap(),
        json!({
            "toolkits": { "enable": ["gmail", "slack"] },
            "tools": { "gmail": { "enable": ["GMAIL_FETCH_EMAILS"] } },
            "tags": { "disable": ["destructiveHint"] },
            "auth_configs": { "slack": "ac_1" },
            "connected_accounts": { "gmail": ["ca_1"] },
            "manage_connections": {
                "enable": true, "callback_url": "https://example.com/cb", "enable_wait_for_connections": true,
            },
        }),
    );
}

#[test]
fn connection_management_is_always_sent() {
    assert_eq!(
        serde_json::to_value(SessionConfig::DEFAULT).unwrap(),
        json!({ "manage_connections": { "enable": true } })
    );
}

#[test]
fn what_was_written_is_parsed_back() {
    let body = serde_json::to_value(DECLARED).unwrap();
    assert_eq!(serde_json::from_value::<SessionConfig>(body).unwrap(), DECLARED);
}

#[test]
fn every_block_keeps_its_shape() {
    for body in [
        json!({ "toolkits": { "enable": [] } }),
        json!({ "toolkits": { "disable": ["exa"], "require_approval": ["gmail"] } }),
        json!({ "toolkits": { "require_approval": ["gmail"] } }),
        json!({ "tools": { "gmail": { "enable": [] }, "linear": { "tags": { "enable": ["readOnlyHint"] } } } }),
        json!({ "tools": { "gmail": { "disable": ["A"], "require_approval": ["B"] } } }),
        json!({ "workbench": { "enable": true, "sandbox_size": "xlarge", "auto_offload_threshold": 300 } }),
        json!({ "multi_account": { "enable": true, "max_accounts_per_toolkit": 3, "require_explicit_selection": false } }),
        json!({ "preload": { "tools": "all" }, "search": { "enable": false } }),
        json!({ "preload": { "tools": ["GMAIL_SEND_EMAIL"] }, "execute": { "enable_multi_execute": false } }),
        json!({ "proxy_execute": { "enable": false } }),
        json!({ "instant": false }),
        json!({ "instant": { "toolkits": { "enable": ["exa"] }, "tools": { "exa": { "disable": ["EXA_X"] } } } }),
        json!({ "hooks": [{ "type": "before_execute", "id": "h1", "name": "n", "applies_to": { "toolkits": ["gmail"] },
            "handler": { "type": "condition_check", "condition": "c", "action": "block" } }] }),
        json!({ "hooks": [{ "type": "after_execute", "id": "h2", "applies_to": "all",
            "handler": { "type": "prompt_injection_check", "action": "block" } }] }),
        json!({ "experimental": { "session_config_id": "sc_1", "fast_mode": true, "submit_feedback": { "enable": true },
            "permissions": { "default": "ask_every_call", "overrides": { "GMAIL_SEND_EMAIL:__none__": "always_deny" } },
            "no_elicitation_support_fallback": "deny", "link_url_overwrite": "https://c.example.com",
            "assistive_prompt_config": { "user_timezone": "Europe/London" } } }),
    ] {
        let mut expected = body.clone();
        expected["manage_connections"] = json!({ "enable": true });
        assert_eq!(through(body), expected);
    }
}

#[test]
fn the_short_forms_of_the_sdks_are_taken() {
    assert_eq!(through(json!({ "toolkits": ["gmail"] }))["toolkits"], json!({ "enable": ["gmail"] }));
    assert_eq!(through(json!({ "tags": ["readOnlyHint"] }))["tags"], json!({ "enable": ["readOnlyHint"] }));
    assert_eq!(through(json!({ "tools": { "gmail": ["A"] } }))["tools"], json!({ "gmail": { "enable": ["A"] } }));
    assert_eq!(through(json!({ "manage_connections": false }))["manage_connections"], json!({ "enable": false }));
    let unsaid = json!({ "manage_connections": { "enable": null } });
    assert_eq!(through(unsaid)["manage_connections"], json!({ "enable": true }));
    let single = json!({ "connected_accounts": { "gmail": "ca_1" } });
    assert_eq!(through(single)["connected_accounts"], json!({ "gmail": ["ca_1"] }));
}

#[test]
fn what_is_not_understood_is_refused() {
    assert!(refusal(json!({ "toolkit": ["gmail"] })).contains("unknown field `toolkit`"));
    assert!(refusal(json!({ "toolkits": { "enable": ["a"], "disable": ["b"] } })).contains("are mutually exclusive"));
    assert!(refusal(json!({ "tags": ["readonly"] })).contains("readOnlyHint"));
    assert!(refusal(json!({ "preload": { "tools": "some" } })).contains("\"all\""));
    assert!(refusal(json!({ "instant": true })).contains("instant"));
    assert!(refusal(json!({ "workbench": { "sandbox_size": "huge" } })).contains("huge"));
    for threshold in [json!(0.5), json!(-5), json!("300")] {
        assert!(refusal(json!({ "workbench": { "auto_offload_threshold": threshold } })).contains("a number above 0"));
    }
}

#[test]
fn a_threshold_is_whole_whatever_number_is_sent() {
    for (sent, read) in [(json!(300.9), Some(300)), (json!(300), Some(300)), (Value::Null, None)] {
        let config: SessionConfig =
            serde_json::from_value(json!({ "workbench": { "auto_offload_threshold": sent } })).unwrap();
        assert_eq!(config.sandbox.and_then(|sandbox| sandbox.auto_offload_threshold), read);
    }
}

#[test]
fn the_answer_uses_the_names_of_answers() {
    let answer = serde_json::to_value(StoredConfig::new("user_1", &DECLARED)).unwrap();
    assert_eq!(answer["user_id"], "user_1");
    assert_eq!(answer["toolkits"], json!({ "enabled": ["gmail", "slack"] }));
    assert_eq!(answer["tools"], json!({ "gmail": { "enabled": ["GMAIL_FETCH_EMAILS"] } }));
    assert_eq!(answer["tags"], json!({ "disabled": ["destructiveHint"] }));
    assert_eq!(answer["manage_connections"]["enabled"], true);
    assert_eq!(answer["workbench"]["tool_execution_enabled"], true);
    assert_eq!(answer["preload"], json!({ "tools": [] }));
    assert_eq!(answer["search"], json!({ "enable": true }));
    assert_eq!(answer["execute"], json!({ "enable_multi_execute": true }));
    assert_eq!(answer["instant"]["return_instant_charge"], false);
}

#[test]
fn an_answer_with_news_in_it_is_read() {
    let stored: StoredConfig =
        serde_json::from_value(json!({ "user_id": "u", "tags": { "enabled": ["novelHint"] }, "novel": 1 })).unwrap();
    assert_eq!(stored.tags.unwrap().enabled.unwrap(), ["novelHint"]);
}
