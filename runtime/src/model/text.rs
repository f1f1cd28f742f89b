//! The text of an answer.

/// The longest answer by default, in characters: some 25,000 tokens.
pub(crate) const DEFAULT_LIMIT: usize = 100_000;

/// A text in up to `limit` characters. What is left of a longer one says so at its end.
pub(crate) fn limited(mut text: String, limit: usize) -> String {
    // A text has no more characters than bytes.
    if text.len() <= limit {
        return text;
    }
    let all = text.chars().count();
    if all <= limit {
        return text;
    }
    let note = format!(
        "\n[The result has {all} characters and is cut off here. Ask for less, e.g. with a filter or a smaller page.]"
    );
    // A limit that is shorter than the note leaves room for a sign of it.
    let note = if note.chars().count() <= limit { &*note } else { "…" };
    let kept = limit.saturating_sub(note.chars().count());
    let at = text.char_indices().nth(kept).map_or(text.len(), |(index, _)| index);
    text.truncate(at);
    text.extend(note.chars().take(limit));
    text
}

#[cfg(test)]
mod tests {
    use super::limited;

    #[test]
    fn a_text_within_the_limit_is_kept_whole() {
        assert_eq!(limited("ä".repeat(9), 9), "ä".repeat(9));
    }

    #[test]
    fn no_limit_is_exceeded() {
        for limit in 0..300 {
            let cut = limited("ä🦀".repeat(1_000), limit);
            assert_eq!(cut.chars().count(), limit);
        }
    }

    #[test]
    fn a_longer_text_is_cut_at_a_character_and_says_so() {
        let cut = limited("ä".repeat(1_000), 300);
        assert_eq!(cut.chars().count(), 300);
        assert!(cut.starts_with("ää") && cut.contains("1000 characters") && cut.ends_with("smaller page.]"), "{cut}");
    }
}
