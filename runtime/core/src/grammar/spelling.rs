//! Suggestions for unknown names.

use strsim::damerau_levenshtein;

/// The candidate with the spelling most similar to `name`, if any is similar enough to suggest.
///
/// Case and separators do not count: `readOnly`, `read-only` and `READ_ONLY` all match `read_only` exactly.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = plain(name);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let spelt = plain(candidate);
            let distance = damerau_levenshtein(&name, &spelt);
            (distance <= allowed(&name, &spelt)).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Up to `most` candidates to suggest for `name`, nearest first: those with a similar spelling, and those that share a
/// word with it. The first word is ignored, because all tools of a toolkit share it.
pub fn nearest_few<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let words: Vec<&str> = name.split(is_separator).skip(1).filter(|word| word.len() > 2).collect();
    let name = plain(name);
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let spelt = plain(candidate);
            let distance = damerau_levenshtein(&name, &spelt);
            let shares_a_word = || candidate.split(is_separator).skip(1).any(|word| words.contains(&word));
            (distance <= allowed(&name, &spelt) || shares_a_word()).then_some((distance, candidate))
        })
        .collect();
    near.sort_unstable();
    near.into_iter().take(most).map(|(_, candidate)| candidate).collect()
}

/// How many letters may differ: a third of the shorter name.
fn allowed(one: &str, other: &str) -> usize {
    match one.len().min(other.len()) {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(|character| !is_separator(*character)).flat_map(char::to_lowercase).collect()
}

/// Separators of words in a name. `+` is not one: `UTC+2` is not `UTC2`.
fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '_' | '-' | '.' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_are_found() {
        let names = ["toolkits", "tools", "tags", "manage_connections", "app"];
        for (name, meant) in [
            ("toolkit", "toolkits"),
            ("tolkits", "toolkits"),
            ("tool", "tools"),
            ("tag", "tags"),
            ("manage_connection", "manage_connections"),
            ("manageConnections", "manage_connections"),
            ("APP", "app"),
        ] {
            assert_eq!(nearest(name, names), Some(meant), "{name}");
        }
    }

    #[test]
    fn several_are_proposed_nearest_first_and_always_the_same() {
        let tools =
            ["GMAIL_SEND_EMAIL", "GMAIL_FETCH_EMAILS", "GMAIL_SEND_DRAFT", "GMAIL_DELETE_DRAFT", "GMAIL_ADD_LABEL"];
        assert_eq!(nearest_few("GMAIL_SEND_MAIL", tools, 3), ["GMAIL_SEND_EMAIL", "GMAIL_SEND_DRAFT"]);
        assert_eq!(nearest_few("GMAIL_CREATE_DRAFT", tools, 3), ["GMAIL_DELETE_DRAFT", "GMAIL_SEND_DRAFT"]);
        assert!(nearest_few("GMAIL_FROBNICATE", tools, 3).is_empty());
    }

    #[test]
    fn a_toolkit_is_found_by_its_name_and_by_a_slip() {
        let slugs = ["gmail", "googlecalendar", "googledocs", "slack", "slackbot", "21risk"];
        for (slug, meant) in [
            ("gmial", &["gmail"][..]),
            ("Gmail", &["gmail"]),
            ("Google Calendar", &["googlecalendar"]),
            ("google.calendar", &["googlecalendar"]),
            ("slackbott", &["slackbot"]),
            ("21_risk", &["21risk"]),
            ("salesforce", &[]),
            ("", &[]),
        ] {
            assert_eq!(nearest_few(slug, slugs, 3), meant, "{slug}");
        }
    }

    #[test]
    fn a_few_are_proposed_and_no_more() {
        let slugs = ["tool4", "tool3", "tool2", "tool1", "tool"];
        assert_eq!(nearest_few("tool", slugs, 3), ["tool", "tool1", "tool2"]);
    }

    #[test]
    fn what_is_far_off_gets_no_suggestion() {
        for name in ["", "x", "colour", "frobnicate", "user_id"] {
            assert_eq!(nearest(name, ["toolkits", "tools", "tags", "app"]), None, "{name}");
        }
    }
}
