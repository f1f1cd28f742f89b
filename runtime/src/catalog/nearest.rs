//! What a slug that is not known was most likely meant to be.

/// How many slugs are proposed at most.
const PROPOSALS: usize = 3;

/// The `slugs` that are spelt most like `slug`, the nearest first; none if all are far off.
///
/// Case and separators do not count: `Google Calendar` is as near to `googlecalendar` as can be.
pub(super) fn nearest<'a>(slug: &str, slugs: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let slug = plain(slug);
    let mut near: Vec<_> = slugs
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&slug, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= allowed(slug.len().min(candidate.len())))
        .collect();
    near.sort_unstable();
    near.into_iter().take(PROPOSALS).map(|(_, candidate)| candidate.to_owned()).collect()
}

/// How many letters may be wrong: about a third of them.
fn allowed(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    }
}

fn plain(slug: &str) -> String {
    slug.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_misses_are_found_and_the_nearest_goes_first() {
        let slugs = ["gmail", "googlecalendar", "googledocs", "slack", "slackbot", "21risk"];
        for (slug, meant) in [
            ("gmial", &["gmail"][..]),
            ("Gmail", &["gmail"]),
            ("Google Calendar", &["googlecalendar"]),
            ("slackbott", &["slackbot"]),
            ("21_risk", &["21risk"]),
            ("salesforce", &[]),
            ("", &[]),
        ] {
            assert_eq!(nearest(slug, slugs), meant, "{slug}");
        }
    }

    #[test]
    fn a_few_are_proposed_and_no_more() {
        assert_eq!(nearest("tool", ["tool4", "tool3", "tool2", "tool1", "tool"]), ["tool", "tool1", "tool2"]);
    }
}
