//! What a name that is not known was most likely meant to be.

/// The candidate that is spelt most like `name`, if any is near enough to be worth proposing.
///
/// Case and separators do not count: `readOnly`, `read-only` and `READ_ONLY` are all as near to `read_only` as can be.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = plain(name);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&name, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= allowed(name.len().min(candidate.len())))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The candidates that are worth proposing for `name`, the nearest first and `most` at the most: those spelt much like it, and
/// those that share a word with it beside the first, which a toolkit's tools all share.
pub fn nearest_few<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let spelt = plain(name);
    let words: Vec<&str> = name.split(['_', '-']).skip(1).filter(|word| word.len() > 2).collect();
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let distance = strsim::damerau_levenshtein(&spelt, &plain(candidate));
            let shares_a_word = || candidate.split(['_', '-']).skip(1).any(|word| words.contains(&word));
            let near = distance <= allowed(name.len().min(candidate.len())) || shares_a_word();
            near.then_some((distance, candidate))
        })
        .collect();
    near.sort_unstable();
    near.into_iter().take(most).map(|(_, candidate)| candidate).collect()
}

/// How many letters may be wrong: a third of them.
fn allowed(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(|character| !matches!(character, '_' | '-')).flat_map(char::to_lowercase).collect()
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
    fn what_is_far_off_gets_no_suggestion() {
        for name in ["", "x", "colour", "frobnicate", "user_id"] {
            assert_eq!(nearest(name, ["toolkits", "tools", "tags", "app"]), None, "{name}");
        }
    }
}
