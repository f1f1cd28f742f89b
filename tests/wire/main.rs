//! What the official SDKs send, compared with what a declaration and an update send: the same body; or a better one,
//! and why; or nothing, because a rule forbids it or it cannot be expressed.
//!
//! `recorded.jsonl` contains the requests recorded from the Python SDK 0.30.0 and the TypeScript SDK 0.21.0. Each of
//! them is in exactly one of the tables of `requests` or `updates`.

mod requests;
mod updates;

use std::collections::BTreeMap;

use serde_json::Value;

/// The recorded requests of a kind, by name.
fn recorded(kind: &str) -> BTreeMap<String, Value> {
    let lines = include_str!("recorded.jsonl").lines();
    lines
        .map(|line| serde_json::from_str::<Value>(line).expect("a line of JSON"))
        .filter(|request| request["kind"] == kind)
        .map(|request| (request["name"].as_str().expect("a name").to_owned(), request))
        .collect()
}
