//! The rules `custom-tool-slug` and `custom-tool-text`, as constant functions: the compiler runs them on a tool, and
//! [`register`](super::CustomTools::register) on a toolkit, whose text exists at run time only.

use super::CustomTool;
use tool_router_core::message::Message;

pub(super) const SLUG: &str = "custom-tool-slug";
pub(super) const TEXT: &str = "custom-tool-text";
pub(super) const SCHEMA: &str = "custom-tool-schema";

/// What the router puts before a custom tool's slug.
pub(super) const PREFIX: &str = "LOCAL_";
/// How many characters a slug has at most with what is put before it.
pub(super) const LONGEST_SLUG: usize = 60;
pub(super) const LONGEST_NAME: usize = 128;
const LONGEST_TOOL_DESCRIPTION: usize = 5120;
pub(super) const LONGEST_TOOLKIT_DESCRIPTION: usize = 2048;

/// Stops the compilation where the constants of a tool break a rule.
#[track_caller]
pub(super) const fn uphold<T: CustomTool>() {
    if let Some(problem) = slug_problem(T::SLUG) {
        refuse(T::SLUG, problem, SLUG);
    }
    if listed_length(T::SLUG, T::EXTENDS_TOOLKIT) > LONGEST_SLUG {
        refuse(T::SLUG, "the slug has over 60 characters with its prefix `LOCAL_[TOOLKIT_]`", SLUG);
    }
    if let Some(toolkit) = T::EXTENDS_TOOLKIT
        && slug_problem(toolkit).is_some()
    {
        refuse(T::SLUG, "the toolkit that it extends is no slug of a toolkit", SLUG);
    }
    if !is_text(T::NAME, LONGEST_NAME) {
        refuse(T::SLUG, "the name has to have 1 to 128 characters", TEXT);
    }
    if !is_text(T::DESCRIPTION, LONGEST_TOOL_DESCRIPTION) {
        refuse(T::SLUG, "the description has to have 1 to 5,120 characters", TEXT);
    }
}

#[track_caller]
const fn refuse(slug: &str, problem: &str, rule: &str) {
    Message::EMPTY
        .push("the custom tool `")
        .push(slug)
        .push("` cannot be registered: ")
        .push(problem)
        .push("\nrule: ")
        .push(rule)
        .panic();
}

/// What is wrong with the slug of a tool or of a toolkit.
pub(super) const fn slug_problem(slug: &str) -> Option<&'static str> {
    let bytes = slug.as_bytes();
    if bytes.is_empty() {
        return Some("the slug is empty");
    }
    let mut next = 0;
    while next < bytes.len() {
        if !matches!(bytes[next], b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-') {
            return Some("a slug has letters, digits, `_` and `-`");
        }
        next += 1;
    }
    if starts_with(bytes, b"LOCAL_") {
        return Some("the router puts `LOCAL_` before the slug by itself");
    }
    if starts_with(bytes, b"COMPOSIO_") {
        return Some("slugs that start with `COMPOSIO_` are the router's own");
    }
    None
}

/// How long a slug is as the router lists it: `LOCAL_[TOOLKIT_]SLUG`.
pub(super) const fn listed_length(slug: &str, toolkit: Option<&str>) -> usize {
    match toolkit {
        Some(toolkit) => PREFIX.len() + toolkit.len() + 1 + slug.len(),
        None => PREFIX.len() + slug.len(),
    }
}

/// Whether there is something to read in `text`, and at most `longest` characters.
pub(super) const fn is_text(text: &str, longest: usize) -> bool {
    !text.trim_ascii().is_empty() && characters(text) <= longest
}

const fn characters(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut next, mut characters) = (0, 0);
    while next < bytes.len() {
        // The bytes of a character after its first are 10xxxxxx.
        if bytes[next] & 0b1100_0000 != 0b1000_0000 {
            characters += 1;
        }
        next += 1;
    }
    characters
}

const fn starts_with(text: &[u8], prefix: &[u8]) -> bool {
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
    fn characters_are_counted_and_not_bytes() {
        assert!(is_text(&"é".repeat(LONGEST_NAME), LONGEST_NAME));
        assert!(!is_text(&"e".repeat(LONGEST_NAME + 1), LONGEST_NAME));
        assert!(!is_text(" \n", LONGEST_NAME));
    }

    #[test]
    fn the_prefix_counts() {
        assert_eq!(listed_length("GREP", None), "LOCAL_GREP".len());
        assert_eq!(listed_length("GREP", Some("dev")), "LOCAL_DEV_GREP".len());
    }
}
