//! Markdown helpers.

/// Text by a person, on one line in a code span, so that nothing in it is markup.
#[must_use]
pub fn verbatim(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// a, b and c.
#[must_use]
pub fn and(items: impl IntoIterator<Item = String>) -> String {
    joined(items, "and")
}

/// a, b or c.
#[must_use]
pub fn or(items: impl IntoIterator<Item = String>) -> String {
    joined(items, "or")
}

fn joined(items: impl IntoIterator<Item = String>, word: &str) -> String {
    let mut items: Vec<String> = items.into_iter().collect();
    match items.pop() {
        None => String::new(),
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} {word} {last}", items.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_not_markup() {
        assert_eq!(verbatim("it\n  *looks* like\n\n# <b>mail</b>"), "`it *looks* like # <b>mail</b>`");
        assert_eq!(verbatim("`a` or ``b``"), "``` `a` or ``b`` ```");
    }

    #[test]
    fn a_list_is_joined_by_a_word_before_its_last() {
        let list = |items: &[&str]| and(items.iter().map(|&item| item.to_owned()));
        assert_eq!(
            [list(&[]), list(&["a"]), list(&["a", "b"]), list(&["a", "b", "c"])],
            ["", "a", "a and b", "a, b and c"]
        );
    }
}
