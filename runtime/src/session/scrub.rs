//! Leaves out of a text for a model what it has no use for: requests, ids, and whatever may be a secret.

use serde_json::Value;

use super::run::Runner;

/// What ids and keys begin with that a model never needs. Those of accounts stay: it may have to choose one.
const PREFIXES: [&str; 12] =
    ["trs_", "req_", "log_", "lt_", "ak_", "uak_", "oak_", "ck_", "whsec_", "sess_", "tok_", "pr_"];
/// The shortest that looks like an id, so that `log_in` stays.
const SHORTEST: usize = 8;
/// What credentials of well-known providers begin with.
const SECRETS: [&str; 20] = [
    "AIza",
    "AKIA",
    "eyJ",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "rk_live_",
    "shpat_",
    "sk-",
    "sk_live_",
    "sk_test_",
    "xapp-",
    "xox",
    "ya29.",
    "1//",
    "EAA",
];
/// The shortest of them.
const SHORTEST_SECRET: usize = 16;
/// The schemes that credentials follow.
const SCHEMES: [&str; 2] = ["bearer", "basic"];
/// The names whose values are secrets.
const NAMED: [&str; 9] = [
    "access_token",
    "api_key",
    "apikey",
    "authorization",
    "client_secret",
    "id_token",
    "password",
    "refresh_token",
    "x-api-key",
];
const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

/// The text without requests, ids and the API key.
pub(super) fn scrub(runner: &Runner, text: &str) -> String {
    let live = &runner.live;
    let text = live.router.credential().redact(text);
    let text = text.replace(live.id.as_str(), "…");
    plain(&without_secrets(&text))
}

/// As [`scrub`], for what a tool that failed returned beside its reason.
pub(super) fn scrub_data(runner: &Runner, data: &Value) -> String {
    match scrubbed(runner, data) {
        Value::String(text) => text,
        // Names of members tell secrets too.
        data => without_secrets(&data.to_string()),
    }
}

fn scrubbed(runner: &Runner, data: &Value) -> Value {
    match data {
        Value::String(text) => scrub(runner, text).into(),
        Value::Array(items) => items.iter().map(|item| scrubbed(runner, item)).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, member)| (name.clone(), scrubbed(runner, member))).collect()
        }
        other => other.clone(),
    }
}

/// The text without the credentials of providers, which their errors may repeat.
fn without_secrets(text: &str) -> String {
    let is_part = |character: char| character.is_ascii_alphanumeric() || "_-.~+/".contains(character);
    let mut kept = String::with_capacity(text.len());
    let (mut rest, mut last) = (text, "");
    while !rest.is_empty() {
        let (between, others) = rest.split_at(rest.find(is_part).unwrap_or(rest.len()));
        let (part, others) = others.split_at(others.find(|character| !is_part(character)).unwrap_or(others.len()));
        kept.push_str(between);
        kept.push_str(if is_secret(last, between, part) { "…" } else { part });
        (rest, last) = (others, part);
    }
    kept
}

/// Whether `part` is a secret, as it looks or by what stands before it.
fn is_secret(last: &str, between: &str, part: &str) -> bool {
    if part.len() >= SHORTEST_SECRET && is_random(part) && SECRETS.iter().any(|prefix| part.starts_with(prefix)) {
        return true;
    }
    let is_after = |names: &[&str]| {
        let last = last.rsplit(['.', '/']).next().unwrap_or(last);
        names.iter().any(|name| name.eq_ignore_ascii_case(last))
    };
    if is_after(&SCHEMES) && !between.is_empty() && between.trim().is_empty() {
        return is_random(part);
    }
    let is_assigned = between.contains(['=', ':'])
        && between.chars().all(|character| character.is_whitespace() || "=:\"'\\".contains(character));
    is_assigned && is_after(&NAMED) && !part.is_empty() && (between.contains(['=', '"']) || is_random(part))
}

fn is_random(text: &str) -> bool {
    text.len() >= SHORTEST && text.bytes().any(|byte| byte.is_ascii_digit())
}

fn plain(text: &str) -> String {
    let mut scrubbed = String::with_capacity(text.len());
    for part in text.split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        let space = &part[word.len()..];
        if is_path(word) {
            let before = scrubbed.trim_end().len();
            let start = scrubbed[..before].rfind(char::is_whitespace).map_or(0, |at| at + 1);
            if METHODS.contains(&&scrubbed[start..before]) {
                scrubbed.truncate(start);
            }
            scrubbed.push_str("the request");
        } else {
            push_without_ids(&mut scrubbed, word);
        }
        scrubbed.push_str(space);
    }
    // What is left of `[request req_1]`.
    scrubbed.replace(" [request …]", "")
}

fn is_path(word: &str) -> bool {
    word.contains("/api/v") || word.contains("/tool_router/")
}

fn push_without_ids(scrubbed: &mut String, word: &str) {
    let is_part = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-');
    let mut rest = word;
    while !rest.is_empty() {
        let length = rest.find(|character| !is_part(character)).unwrap_or(rest.len());
        let (part, others) = rest.split_at(length);
        let is_id =
            part.len() >= SHORTEST || PREFIXES.iter().any(|prefix| part.strip_prefix(prefix).is_some_and(is_number));
        if is_id && PREFIXES.iter().any(|prefix| part.starts_with(prefix)) {
            scrubbed.push('…');
        } else {
            scrubbed.push_str(part);
        }
        let separators = others.find(is_part).unwrap_or(others.len());
        scrubbed.push_str(&others[..separators]);
        rest = &others[separators..];
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{plain, without_secrets};

    #[test]
    fn credentials_of_providers_are_left_out() {
        for (text, scrubbed) in [
            ("401 for Bearer ya29.a0AfH6SMB-x_1: expired", "401 for Bearer …: expired"),
            ("Bearer token is not valid", "Bearer token is not valid"),
            ("GET https://x.example/v1?access_token=abc&page=2", "GET https://x.example/v1?access_token=…&page=2"),
            (r#"{"client_secret":"hush","id":"m1"}"#, r#"{"client_secret":"…","id":"m1"}"#),
            (r#"{\"refresh_token\": \"1//0abc\"}"#, r#"{\"refresh_token\": \"…\"}"#),
            ("key xoxb-1234567890-abcdef, ghp_0123456789abcdef.", "key …, …"),
            ("Error in arguments.password: Invalid input", "Error in arguments.password: Invalid input"),
            ("the sketch of sk-learn is ä, see 1/2", "the sketch of sk-learn is ä, see 1/2"),
        ] {
            assert_eq!(without_secrets(text), scrubbed);
        }
    }

    #[test]
    fn requests_and_ids_are_left_out() {
        for (text, scrubbed) in [
            (
                "POST /api/v3.1/tool_router/session/trs_1/execute was refused with status 400: no such label [request req_1]",
                "the request was refused with status 400: no such label",
            ),
            ("see https://backend.example.com/api/v3/x now", "see the request now"),
            ("entry (log_Abc123DEF), key ak_topsecret.", "entry (…), key …."),
            ("use ca_1 or ca_work;\n  log_in first, ä", "use ca_1 or ca_work;\n  log_in first, ä"),
        ] {
            assert_eq!(plain(text), scrubbed);
        }
    }
}
