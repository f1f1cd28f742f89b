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

pub(super) fn can_or_cannot(can: bool) -> &'static str {
    if can { "can" } else { "cannot" }
}

/// What somebody wrote for people, as it is: a span of code, in which nothing is markup, and on one line.
pub(super) fn verbatim(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
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

#[cfg(test)]
mod tests {
    use super::verbatim;

    #[test]
    fn what_people_wrote_is_no_markup() {
        assert_eq!(verbatim("it\n  *looks* like\n\n# <b>mail</b>"), "`it *looks* like # <b>mail</b>`");
        assert_eq!(verbatim("`a` or ``b``"), "``` `a` or ``b`` ```");
    }
}
