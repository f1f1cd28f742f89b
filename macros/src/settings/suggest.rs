//! What a name that is not known was most likely meant to be.

/// The candidate that is spelt most like `name`, if any is near enough to be worth proposing.
///
/// Case and separators do not count: `readOnly`, `read-only` and `READ_ONLY` are all as near to `read_only` as can be.
pub(crate) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = plain(name);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&name, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= allowed(name.len().min(candidate.len())))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
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
    fn what_is_far_off_gets_no_suggestion() {
        for name in ["", "x", "colour", "frobnicate", "user_id"] {
            assert_eq!(nearest(name, ["toolkits", "tools", "tags", "app"]), None, "{name}");
        }
    }
}
