//! The names and texts of custom tools: what the API accepts, and how it lists them.
//!
//! The checks are constant functions, so that the compiler can run them on a tool.

/// The prefix that the router adds to the slug of a custom tool.
pub const PREFIX: &str = "LOCAL_";
/// The prefix of the slugs of the router's own tools.
pub const RESERVED_PREFIX: &str = "COMPOSIO_";
/// The maximum length of a slug as the router lists it, in characters.
pub const MAX_SLUG: usize = 60;
/// The maximum length of a tool's or toolkit's name, in characters.
pub const MAX_NAME: usize = 128;
/// The maximum length of a tool's description, in characters.
pub const MAX_DESCRIPTION: usize = 5120;
/// The maximum length of a toolkit's description, in characters.
pub const MAX_TOOLKIT_DESCRIPTION: usize = 2048;
/// The maximum number of tools in a toolkit. The minimum is one.
pub const MAX_TOOLKIT_TOOLS: usize = 100;

/// What is wrong with the slug of a tool or of a toolkit.
#[must_use]
pub const fn slug_problem(slug: &str) -> Option<&'static str> {
    let bytes = slug.as_bytes();
    if bytes.is_empty() {
        return Some("the slug is empty");
    }
    let mut next = 0;
    while next < bytes.len() {
        if !matches!(bytes[next], b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-') {
            return Some("the slug of a custom tool can have only letters, digits, `_` and `-`");
        }
        next += 1;
    }
    if starts_with(bytes, PREFIX) {
        return Some("the router adds the prefix `LOCAL_` itself");
    }
    if starts_with(bytes, RESERVED_PREFIX) {
        return Some("slugs that start with `COMPOSIO_` are the router's own");
    }
    None
}

/// The slug that a text most likely means.
#[must_use]
pub fn likely_slug(text: &str) -> Option<String> {
    let mut slug: String = text
        .trim()
        .chars()
        .map(|character| if character.is_ascii_alphanumeric() { character.to_ascii_uppercase() } else { '_' })
        .collect();
    for reserved in [PREFIX, RESERVED_PREFIX] {
        while let Some(rest) = slug.strip_prefix(reserved) {
            slug = rest.to_owned();
        }
    }
    let has_letters = slug.bytes().any(|byte| byte.is_ascii_alphanumeric());
    (has_letters && slug_problem(&slug).is_none()).then_some(slug)
}

/// The slug as the router lists it: `LOCAL_[TOOLKIT_]SLUG`.
#[must_use]
pub fn listed(slug: &str, toolkit: Option<&str>) -> String {
    let toolkit = toolkit.map(|toolkit| format!("{toolkit}_")).unwrap_or_default();
    format!("{PREFIX}{toolkit}{slug}").to_ascii_uppercase()
}

/// The length of the slug as the router lists it.
#[must_use]
pub const fn listed_length(slug: &str, toolkit: Option<&str>) -> usize {
    match toolkit {
        Some(toolkit) => PREFIX.len() + toolkit.len() + 1 + slug.len(),
        None => PREFIX.len() + slug.len(),
    }
}

/// Whether `text` has visible content and at most `most` characters.
#[must_use]
pub const fn is_text(text: &str, most: usize) -> bool {
    !text.trim_ascii().is_empty() && characters(text) <= most
}

const fn characters(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut next, mut characters) = (0, 0);
    while next < bytes.len() {
        // The continuation bytes of a character are 10xxxxxx.
        if bytes[next] & 0b1100_0000 != 0b1000_0000 {
            characters += 1;
        }
        next += 1;
    }
    characters
}

/// Ignores case.
const fn starts_with(text: &[u8], prefix: &str) -> bool {
    let prefix = prefix.as_bytes();
    let mut next = 0;
    while next < prefix.len() {
        if next == text.len() || !text[next].eq_ignore_ascii_case(&prefix[next]) {
            return false;
        }
        next += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_told_from_other_text() {
        for slug in ["GREP", "find-customer", "X1", "LOCALE", "LOCAL"] {
            assert_eq!(slug_problem(slug), None, "{slug}");
        }
        for slug in ["", "FIND CUSTOMER", "GRÈP", "LOCAL_GREP", "local_grep", "Composio_Search"] {
            assert!(slug_problem(slug).is_some(), "{slug}");
        }
    }

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
        for (slug, toolkit, name) in [("find", None, "LOCAL_FIND"), ("find", Some("gmail"), "LOCAL_GMAIL_FIND")] {
            assert_eq!(listed(slug, toolkit), name);
            assert_eq!(listed_length(slug, toolkit), name.len());
        }
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert!(is_text(&"é".repeat(MAX_NAME), MAX_NAME));
        assert!(!is_text(&"e".repeat(MAX_NAME + 1), MAX_NAME));
        assert!(!is_text(" \n", MAX_NAME));
    }
}
