//! Pieces of Markdown.

use crate::{
    declaration::{Spanned, Tag, tags::TAGS},
    settings::alternatives,
};

/// A heading with a list of facts, or with what is to be said where there are none.
pub(super) fn section(heading: &str, facts: Vec<String>, none: &str) -> String {
    let facts: Vec<String> = facts.into_iter().map(|fact| format!("- {fact}")).collect();
    let body = if facts.is_empty() { none.to_owned() } else { facts.join("\n") };
    format!("## {heading}\n\n{body}")
}

/// a, b and c.
pub(super) fn and(items: impl IntoIterator<Item = String>) -> String {
    let mut items: Vec<String> = items.into_iter().collect();
    match items.pop() {
        None => String::new(),
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} and {last}", items.join(", ")),
    }
}

/// `read_only` (changes nothing) or `create` (makes something new).
pub(super) fn any_tag(tags: &[Spanned<Tag>]) -> String {
    alternatives(tags.iter().map(|tag| match TAGS.iter().find(|word| word.value == tag.value) {
        Some(word) => format!("`{}` ({})", word.name, word.summary),
        None => format!("`{}`", tag.value.name()),
    }))
}
