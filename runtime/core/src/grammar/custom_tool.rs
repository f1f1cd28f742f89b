//! What the API takes for the slug and the texts of a custom tool.

/// How many characters a slug has at most, as the router lists it.
pub const MAX_SLUG: usize = 60;
/// How many characters a name has at most.
pub const MAX_NAME: usize = 128;
/// How many characters a description has at most.
pub const MAX_DESCRIPTION: usize = 5120;

/// What is wrong with a slug.
pub fn slug_problem(slug: &str) -> Option<String> {
    if slug.is_empty() {
        return Some("the slug is empty".to_owned());
    }
    if !slug.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')) {
        return Some(format!("`{slug}` is no slug of a custom tool, which is letters, digits, `_` and `-`"));
    }
    let upper = slug.to_ascii_uppercase();
    if upper.starts_with("LOCAL_") {
        return Some("the router puts `LOCAL_` before the slug by itself".to_owned());
    }
    upper.starts_with("COMPOSIO_").then(|| "slugs that start with `COMPOSIO_` are the router's own".to_owned())
}

/// The slug that a text most likely means.
pub fn likely_slug(text: &str) -> Option<String> {
    let mut slug: String = text
        .trim()
        .chars()
        .map(|character| if character.is_ascii_alphanumeric() { character.to_ascii_uppercase() } else { '_' })
        .collect();
    for reserved in ["LOCAL_", "COMPOSIO_"] {
        while let Some(rest) = slug.strip_prefix(reserved) {
            slug = rest.to_owned();
        }
    }
    let has_letters = slug.bytes().any(|byte| byte.is_ascii_alphanumeric());
    (has_letters && slug_problem(&slug).is_none()).then_some(slug)
}

/// The slug as the router lists it.
pub fn listed(slug: &str, toolkit: Option<&str>) -> String {
    let toolkit = toolkit.map(|toolkit| format!("{toolkit}_")).unwrap_or_default();
    format!("LOCAL_{toolkit}{slug}").to_ascii_uppercase()
}

/// Whether there is something to read in `text`, and at most `most` characters.
pub fn is_text(text: &str, most: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_slug_gets_the_right_one() {
        for (wrong, right) in [("find customer", "FIND_CUSTOMER"), ("LOCAL_GREP", "GREP"), ("composio_x", "X")] {
            assert!(slug_problem(wrong).is_some(), "{wrong}");
            assert_eq!(likely_slug(wrong).as_deref(), Some(right), "{wrong}");
        }
        assert_eq!(likely_slug("💥"), None);
        assert_eq!(likely_slug("LOCAL_"), None);
    }

    #[test]
    fn the_toolkit_is_part_of_the_listed_slug() {
        assert_eq!(listed("find", None), "LOCAL_FIND");
        assert_eq!(listed("find", Some("gmail")), "LOCAL_GMAIL_FIND");
    }
}
