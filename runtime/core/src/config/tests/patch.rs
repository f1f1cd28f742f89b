use serde_json::{Value, json};

use crate::config::{ConfigPatch, SessionConfig};

fn config(body: Value) -> SessionConfig {
    serde_json::from_value(body).expect("a configuration")
}

/// `before` after `patch`, as a request's body.
fn patched(before: Value, patch: Value) -> Value {
    let patch: ConfigPatch = serde_json::from_value(patch).expect("a patch");
    serde_json::to_value(patch.apply(config(before)).expect("a change")).expect("a body")
}

fn problem(before: Value, patch: Value) -> &'static str {
    let patch: ConfigPatch = serde_json::from_value(patch).expect("a patch");
    patch.apply(config(before)).expect_err("a problem").place
}

#[test]
fn an_omitted_block_is_kept_and_null_takes_it_away() {
    let before = json!({ "toolkits": { "enable": ["gmail"] }, "tags": { "disable": ["destructiveHint"] },
        "hooks": [{ "type": "after_execute", "id": "h", "applies_to": "all",
            "handler": { "type": "prompt_injection_check", "action": "block" } }] });
    let after = patched(before.clone(), json!({ "toolkits": null, "hooks": null }));
    assert_eq!((after.get("toolkits"), after.get("hooks")), (None, None));
    assert_eq!(after["tags"], before["tags"]);
    assert_eq!(patched(before.clone(), json!({}))["hooks"], before["hooks"]);
}

#[test]
fn blocks_are_replaced_as_a_whole() {
    let before = json!({ "tools": { "gmail": ["A"], "slack": ["B"] }, "toolkits": { "disable": ["exa"] } });
    let after = patched(before, json!({ "tools": { "gmail": ["C"] }, "toolkits": ["gmail"] }));
    assert_eq!(after["tools"], json!({ "gmail": { "enable": ["C"] } }));
    assert_eq!(after["toolkits"], json!({ "enable": ["gmail"] }));
}

#[test]
fn connections_sandbox_and_accounts_are_merged() {
    let before = json!({
        "manage_connections": { "enable": true, "callback_url": "https://a.example/cb" },
        "workbench": { "enable": true, "sandbox_size": "large" },
        "multi_account": { "enable": true, "max_accounts_per_toolkit": 4, "require_explicit_selection": true },
    });
    let unchanged = json!({ "manage_connections": {}, "workbench": {}, "multi_account": {} });
    assert_eq!(patched(before.clone(), unchanged), before);
    let after = patched(
        before.clone(),
        json!({ "manage_connections": { "callback_url": null, "enable_connection_removal": false },
            "workbench": { "enable": false }, "multi_account": { "max_accounts_per_toolkit": null } }),
    );
    assert_eq!(after["manage_connections"], json!({ "enable": true, "enable_connection_removal": false }));
    assert_eq!(after["workbench"], json!({ "enable": false, "sandbox_size": "large" }));
    assert_eq!(after["multi_account"], json!({ "enable": true, "require_explicit_selection": true }));
    let disabled = patched(before, json!({ "multi_account": { "enable": false } }));
    assert_eq!(disabled["multi_account"], json!({ "enable": false }));
}

#[test]
fn instant_usage_is_merged_and_switched() {
    let before = json!({ "instant": { "toolkits": { "enable": ["exa"] }, "tools": { "exa": { "enable": ["A"] } } } });
    let cleared = patched(before.clone(), json!({ "instant": { "tools": {} } }));
    assert_eq!(cleared["instant"], json!({ "toolkits": { "enable": ["exa"] } }));
    assert_eq!(patched(before, json!({ "instant": false }))["instant"], false);
    assert_eq!(patched(json!({ "instant": false }), json!({ "instant": {} }))["instant"], json!({}));
}

#[test]
fn what_no_configuration_can_take_is_named() {
    assert_eq!(problem(json!({}), json!({ "instant": null })), "instant");
    let empty = json!({ "manage_connections": { "callback_url": "" } });
    assert_eq!(problem(json!({}), empty), "manage_connections.callback_url");
    let contradiction = json!({ "multi_account": { "enable": false, "max_accounts_per_toolkit": 3 } });
    assert_eq!(problem(json!({}), contradiction), "multi_account");
    for unknown in [
        json!({ "user_id": "u" }),
        json!({ "manage_connections": { "wait_for_connections": true } }),
        json!({ "instant": { "novel": 1 } }),
    ] {
        assert!(serde_json::from_value::<ConfigPatch>(unknown).is_err());
    }
}

#[test]
fn the_short_forms_of_the_sdks_are_taken() {
    let after = patched(json!({}), json!({ "manage_connections": false, "connected_accounts": { "gmail": "ca_1" } }));
    assert_eq!(after["manage_connections"], json!({ "enable": false }));
    assert_eq!(after["connected_accounts"], json!({ "gmail": ["ca_1"] }));
}
