//! Leaves out of a text for a model what it has no use for: requests, ids, and whatever may be a secret.

use super::run::Runner;

/// What ids and keys begin with that a model never needs. Those of accounts stay: it may have to choose one.
const PREFIXES: [&str; 12] =
    ["trs_", "req_", "log_", "lt_", "ak_", "uak_", "oak_", "ck_", "whsec_", "sess_", "tok_", "pr_"];
/// The shortest that looks like an id, so that `log_in` stays.
const SHORTEST: usize = 8;
const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

/// The text without requests, ids and the API key.
pub(super) fn scrub(runner: &Runner, text: &str) -> String {
    let live = &runner.live;
    let text = live.router.credential().redact(text);
    let text = text.replace(live.id.as_str(), "…");
    plain(&text)
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
    use super::plain;

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
