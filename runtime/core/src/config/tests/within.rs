use serde_json::{Value, json};

use crate::config::{SessionConfig, Setting};

fn config(body: Value) -> SessionConfig {
    serde_json::from_value(body).expect("a configuration")
}

fn wider(declared: &SessionConfig, proposed: &SessionConfig) -> Vec<&'static str> {
    proposed.wider_than(declared).into_iter().map(Setting::name).collect()
}

/// Checks that every one of `inside` is within `declared`, and every one of `outside` is wider in `setting`.
fn holds(setting: &str, declared: Value, inside: &[Value], outside: &[Value]) {
    let declared = config(declared);
    assert_eq!(wider(&declared, &declared), Vec::<&str>::new());
    for proposed in inside {
        assert_eq!(wider(&declared, &config(proposed.clone())), Vec::<&str>::new(), "{proposed}");
    }
    for proposed in outside {
        assert_eq!(wider(&declared, &config(proposed.clone())), [setting], "{proposed}");
    }
}

#[test]
fn toolkits() {
    let of = |toolkits: Value| json!({ "toolkits": toolkits });
    let none = of(json!({ "enable": [] }));
    holds("toolkits", json!({}), &[of(json!({ "disable": ["exa"] })), none.clone()], &[]);
    let allowed = of(json!({ "enable": ["gmail", "slack"] }));
    let outside = [json!({}), of(json!({ "enable": ["exa"] })), of(json!({ "disable": ["exa"] }))];
    holds("toolkits", allowed, &[of(json!({ "enable": ["gmail"] })), none], &outside);
    let inside = [of(json!({ "disable": ["exa", "x"] })), of(json!({ "enable": ["gmail"] }))];
    let outside = [json!({}), of(json!({ "disable": ["x"] })), of(json!({ "enable": ["exa"] }))];
    holds("toolkits", of(json!({ "disable": ["exa"] })), &inside, &outside);
    let asked = of(json!({ "enable": ["gmail", "slack"], "require_approval": ["gmail"] }));
    let unasked = of(json!({ "enable": ["gmail"] }));
    holds("toolkits", asked, &[of(json!({ "enable": ["slack"] }))], &[unasked]);
}

#[test]
fn tools() {
    let of = |tools: Value| json!({ "tools": { "gmail": tools } });
    let unreached = json!({ "toolkits": { "disable": ["gmail"] } });
    let outside = [json!({}), of(json!({ "enable": ["A", "C"] })), of(json!({ "disable": ["C"] }))];
    holds("tools", of(json!({ "enable": ["A", "B"] })), &[of(json!({ "enable": ["A"] })), unreached], &outside);
    let inside = [of(json!({ "disable": ["A", "B"] })), of(json!({ "enable": ["B"] }))];
    holds("tools", of(json!({ "disable": ["A"] })), &inside, &[json!({}), of(json!({ "enable": ["A"] }))]);
    let read_only = of(json!({ "tags": ["readOnlyHint"] }));
    holds("tools", read_only, &[], &[of(json!({ "enable": ["A"] })), json!({})]);
    let asked = of(json!({ "require_approval": ["A"] }));
    let toolkit_asked = json!({ "toolkits": { "require_approval": ["gmail"] } });
    holds("tools", asked, &[of(json!({ "disable": ["A"] })), toolkit_asked], &[json!({})]);
}

#[test]
fn tags() {
    let of = |tags: Value| json!({ "tags": tags });
    let declared = of(json!({ "enable": ["readOnlyHint", "createHint"], "disable": ["destructiveHint"] }));
    let inside = of(json!({ "enable": ["readOnlyHint"], "disable": ["destructiveHint", "updateHint"] }));
    let outside = [
        json!({}),
        of(json!({ "enable": ["readOnlyHint"] })),
        of(json!({ "enable": ["updateHint"], "disable": ["destructiveHint"] })),
    ];
    holds("tags", declared.clone(), &[inside], &outside);
    let mut of_a_toolkit = declared.clone();
    of_a_toolkit["tools"] = json!({ "gmail": { "tags": ["updateHint"] } });
    holds("tools", declared, &[], &[of_a_toolkit]);
}

#[test]
fn a_name_may_win_over_tags() {
    let declared = json!({
        "toolkits": { "enable": ["gmail", "slack"] },
        "tools": { "slack": { "enable": ["SLACK_SEND"] } },
        "tags": ["readOnlyHint"],
        "preload": { "tools": ["GMAIL_FETCH"] },
    });
    let with = |setting: &str, key: &str, value: Value| {
        let mut proposed = declared.clone();
        proposed[setting][key] = value;
        proposed
    };
    let enabled = |tool: &str| with("tools", "gmail", json!({ "enable": [tool] }));
    holds("tools", declared.clone(), &[enabled("GMAIL_FETCH")], &[enabled("GMAIL_SEND")]);
    let preloaded = |tools: Value| with("preload", "tools", tools);
    let inside = [preloaded(json!([])), preloaded(json!("all")), preloaded(json!(["GMAIL_FETCH", "SLACK_SEND"]))];
    holds("preload", declared.clone(), &inside, &[preloaded(json!(["GMAIL_SEND"]))]);
}

#[test]
fn connections_and_accounts() {
    let of = |manage: Value| json!({ "manage_connections": manage });
    let outside = [of(json!({ "enable": false })), of(json!({ "enable_wait_for_connections": true }))];
    let inside =
        [of(json!({ "enable_connection_removal": false })), of(json!({ "callback_url": "https://x.example/" }))];
    holds("manage_connections", json!({}), &inside, &outside);
    let declared = of(json!({ "callback_url": "https://a.example/" }));
    holds("manage_connections", declared, &[], &[json!({}), of(json!({ "callback_url": "https://b.example/" }))]);
    let pins = |ids: Value| json!({ "connected_accounts": { "gmail": ids } });
    holds("connected_accounts", json!({}), &[pins(json!(["ca_1"]))], &[]);
    let two = pins(json!(["ca_1", "ca_2"]));
    holds("connected_accounts", two, &[pins(json!(["ca_2"]))], &[json!({}), pins(json!([])), pins(json!(["ca_3"]))]);
    let with = |id: &str| json!({ "auth_configs": { "gmail": id } });
    holds("auth_configs", with("ac_1"), &[], &[json!({}), with("ac_2")]);
}

#[test]
fn several_accounts() {
    let of = |several: Value| json!({ "multi_account": several });
    let declared = json!({ "enable": true, "max_accounts_per_toolkit": 4, "require_explicit_selection": true });
    let with = |key: &str, value: Value| {
        let mut changed = declared.clone();
        changed[key] = value;
        of(changed)
    };
    let inside = [with("max_accounts_per_toolkit", json!(3)), of(json!({ "enable": false }))];
    let outside = [
        json!({}),
        with("max_accounts_per_toolkit", json!(5)),
        with("max_accounts_per_toolkit", Value::Null),
        with("require_explicit_selection", json!(false)),
    ];
    holds("multi_account", of(declared.clone()), &inside, &outside);
    holds("multi_account", json!({}), &[of(json!({ "enable": false }))], &[of(json!({ "enable": true }))]);
}

#[test]
fn switches_stay_off() {
    for (setting, off, on) in [
        ("search", json!({ "search": { "enable": false } }), json!({})),
        ("multi_execute", json!({ "execute": { "enable_multi_execute": false } }), json!({})),
        ("proxy_execute", json!({}), json!({ "proxy_execute": { "enable": true } })),
        ("submit_feedback", json!({}), json!({ "experimental": { "submit_feedback": { "enable": true } } })),
        ("sandbox", json!({ "workbench": { "enable": false } }), json!({})),
        ("sandbox", json!({ "workbench": { "enable_proxy_execution": false } }), json!({})),
        ("sandbox", json!({}), json!({ "workbench": { "sandbox_size": "medium" } })),
        ("instant", json!({ "instant": false }), json!({ "instant": {} })),
        ("instant", json!({ "instant": { "toolkits": { "enable": ["exa"] } } }), json!({ "instant": {} })),
    ] {
        holds(setting, off.clone(), &[], std::slice::from_ref(&on));
        holds(setting, on, &[off], &[]);
    }
}

#[test]
fn approvals_do_not_weaken() {
    let of = |default: &str, overrides: Value| json!({ "experimental": { "permissions": { "default": default, "overrides": overrides } } });
    let denied = json!({ "GMAIL_SEND_EMAIL:ca_1": "always_deny" });
    let inside = [of("ask_every_call", denied.clone()), of("ask_once_per_session", json!({ "*:ca_1": "always_deny" }))];
    let outside = [
        json!({}),
        of("allow_all", denied.clone()),
        of("ask_every_call", json!({})),
        of("ask_once_per_session", json!({ "GMAIL_SEND_EMAIL:ca_1": "always_deny", "*:ca_2": "always_allow" })),
    ];
    holds("permissions", of("ask_once_per_session", denied), &inside, &outside);
    let fallback = |word: &str| json!({ "experimental": { "no_elicitation_support_fallback": word } });
    holds("no_elicitation_support", fallback("deny"), &[], &[json!({}), fallback("allow")]);
    let hook = |id: &str| {
        json!({ "type": "after_execute", "id": id, "applies_to": "all",
        "handler": { "type": "prompt_injection_check", "action": "block" } })
    };
    let both = json!({ "hooks": [hook("h1"), hook("h2")] });
    holds("hooks", json!({ "hooks": [hook("h1")] }), &[both], &[json!({ "hooks": [hook("h2")] })]);
}
