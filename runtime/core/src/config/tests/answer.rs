//! A router may answer more than this version knows: that is not an error, and is not taken for what was declared either.

use serde_json::{Map, Value, json};

use crate::config::{SessionConfig, Setting, StoredConfig, Understood};

/// A declaration in which every setting that is answered says something.
fn declared() -> SessionConfig {
    serde_json::from_value(json!({
        "toolkits": { "enable": ["gmail", "slack"], "require_approval": ["slack"] },
        "tools": { "gmail": ["GMAIL_SEND_EMAIL"], "slack": { "tags": { "disable": ["destructiveHint"] } } },
        "tags": { "enable": ["readOnlyHint"], "disable": ["destructiveHint"] },
        "auth_configs": { "gmail": "ac_1" },
        "connected_accounts": { "gmail": ["ca_1"] },
        "manage_connections": { "enable": true, "callback_url": "https://x.example/", "enable_connection_removal": false },
        "multi_account": { "enable": true, "max_accounts_per_toolkit": 3, "require_explicit_selection": true },
        "workbench": { "enable": true, "sandbox_size": "large", "auto_offload_threshold": 500 },
        "proxy_execute": { "enable": true },
        "preload": { "tools": ["GMAIL_SEND_EMAIL"] },
        "search": { "enable": false },
        "execute": { "enable_multi_execute": false },
        "instant": { "toolkits": { "enable": ["exa"] }, "tools": { "exa": { "enable": ["EXA_SEARCH"] } } },
    }))
    .expect("a configuration")
}

fn answer() -> Map<String, Value> {
    match serde_json::to_value(StoredConfig::new("user_1", &declared())) {
        Ok(Value::Object(rows)) => rows,
        other => panic!("{other:?}"),
    }
}

/// Reads an answer, and holds that it says the same where this version knows its form.
fn read(rows: &Map<String, Value>) -> StoredConfig {
    let json = Value::Object(rows.clone()).to_string();
    let stored = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error} in {json}"));
    if let Ok(Understood(understood)) = serde_json::from_str(&json) {
        assert_eq!(understood, stored, "{json}");
    }
    stored
}

fn is_understood(rows: &Map<String, Value>) -> bool {
    serde_json::from_value::<Understood>(Value::Object(rows.clone())).is_ok()
}

/// Every place in a value, as a pointer.
fn places(value: &Value, at: &str, places: &mut Vec<String>) {
    places.push(at.to_owned());
    match value {
        Value::Object(keys) => keys.iter().for_each(|(key, value)| self::places(value, &format!("{at}/{key}"), places)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| self::places(value, &format!("{at}/{index}"), places));
        }
        _ => {}
    }
}

/// Each answer in which `hostile` stands in one place, with the row that it is in.
fn with(hostile: &Value, mut each: impl FnMut(&str, &str, StoredConfig)) {
    for (row, value) in answer() {
        let mut all = Vec::new();
        places(&value, "", &mut all);
        for place in all {
            let mut rows = answer();
            let found = rows.get_mut(&row).and_then(|value| value.pointer_mut(&place)).expect("the place");
            *found = hostile.clone();
            each(&row, &place, read(&rows));
        }
    }
}

/// The rows in which two answers differ.
fn differing(one: &StoredConfig, other: &StoredConfig) -> Vec<String> {
    let (one, other) = (serde_json::to_value(one).unwrap(), serde_json::to_value(other).unwrap());
    let rows = |value: &Value| value.as_object().cloned().unwrap_or_default();
    let (one, other) = (rows(&one), rows(&other));
    one.keys().chain(other.keys()).filter(|row| one.get(*row) != other.get(*row)).cloned().collect()
}

#[test]
fn every_row_is_in_the_answer() {
    let unanswered = declared().not_answered().len();
    assert_eq!(unanswered, 0);
    assert_eq!(
        answer().len(),
        1 + Setting::ALL.len() - 8,
        "the user, and all settings but hooks and what is experimental"
    );
}

/// What no router has a reason to answer is read the slow way.
#[test]
fn an_answer_as_it_is_today_is_understood() {
    assert!(is_understood(&answer()));
    assert!(is_understood(&Map::new()));
    for (row, _) in answer() {
        let mut rows = answer();
        rows.insert(row.clone(), Value::Null);
        assert!(is_understood(&rows), "{row}");
        rows.insert(row.clone(), json!("NOVEL"));
        assert_eq!(is_understood(&rows), row == "user_id", "{row}");
    }
    let mut rows = answer();
    rows.insert("novel".to_owned(), json!([300, null]));
    assert!(is_understood(&rows));
}

#[test]
fn what_is_odd_in_a_row_is_no_error_and_leaves_the_others_alone() {
    let whole = read(&answer());
    for hostile in [
        json!("NOVEL"),
        json!(300),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!(18_446_744_073_709_551_615_u64),
        json!(true),
        json!(null),
        json!([]),
        json!([null]),
        json!({}),
        json!({ "novel": { "novel": [1] } }),
    ] {
        with(&hostile, |row, place, stored| {
            for differing in differing(&whole, &stored) {
                assert_eq!(differing, row, "{hostile} at {place}");
            }
            let (_, unreadable) = stored.said(&declared());
            assert!(unreadable.len() <= 1, "{hostile} at {row}{place}: {unreadable:?}");
        });
    }
}

/// A setting whose answer is not understood could let the agent do anything.
#[test]
fn an_unknown_name_never_passes_for_what_was_declared() {
    // What is listed from the start, and from which size on answers become files, let nothing through.
    let harmless = |row: &str, place: &str| {
        row == "user_id" || row == "preload" || place.ends_with("auto_offload_threshold") || place.contains("return_")
    };
    with(&json!("NOVEL"), |row, place, stored| {
        let (said, unreadable) = stored.said(&declared());
        let noticed = !unreadable.is_empty() || !said.wider_than(&declared()).is_empty();
        assert!(noticed || harmless(row, place), "{row}{place}");
    });
}

#[test]
fn an_extra_key_changes_nothing() {
    let whole = read(&answer());
    for (row, value) in answer() {
        let mut all = Vec::new();
        places(&value, "", &mut all);
        for place in all {
            let mut rows = answer();
            let keys = rows.get_mut(&row).and_then(|value| value.pointer_mut(&place)).and_then(Value::as_object_mut);
            // The keys of these are slugs.
            let by_slug = matches!(
                (&*row, &*place),
                ("tools" | "auth_configs" | "connected_accounts", "") | ("instant", "/tools")
            );
            let Some(keys) = keys.filter(|_| !by_slug) else { continue };
            keys.insert("novel".to_owned(), json!({ "deep": [300, null] }));
            assert_eq!(read(&rows), whole, "{row}{place}");
        }
    }
}

#[test]
fn null_is_what_a_missing_key_is() {
    for (row, _) in answer() {
        let (mut missing, mut null) = (answer(), answer());
        missing.remove(&row);
        null.insert(row.clone(), Value::Null);
        assert_eq!(read(&missing), read(&null), "{row}");
        assert!(read(&null).unreadable().is_empty(), "{row}");
    }
}

#[test]
fn a_number_that_no_request_may_have_is_read() {
    let with = |most: Value| {
        let mut rows = answer();
        rows["multi_account"]["max_accounts_per_toolkit"] = most;
        read(&rows)
    };
    for (given, read, wider) in [
        (json!(300), 300, &[Setting::MultiAccount][..]),
        (json!(3.0), 3, &[]),
        (json!(2.5), 3, &[]),
        (json!(1e300), u64::MAX, &[Setting::MultiAccount]),
    ] {
        let stored = with(given);
        let several = stored.multi_account.as_ref().expect("several accounts");
        assert_eq!(several.max_accounts_per_toolkit, Some(read));
        let (said, unreadable) = stored.said(&declared());
        assert_eq!((said.wider_than(&declared()).as_slice(), unreadable.as_slice()), (wider, &[][..]));
    }
    assert_eq!(with(json!(-1)).unreadable(), [Setting::MultiAccount]);
}
