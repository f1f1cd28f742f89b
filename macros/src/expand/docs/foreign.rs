//! Text that others wrote, made fit for a page of documentation.

/// `text` as one paragraph of Markdown that says the same, and nothing else: a description from a catalogue can hold links that
/// lead nowhere, HTML, or code that rustdoc would run as a test.
pub(crate) fn foreign_prose(text: &str) -> String {
    let mut prose = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !prose.is_empty() {
            prose.push(' ');
        }
        for character in word.chars() {
            // A backslash makes any of ASCII's punctuation mean itself. The colon of a URL and the point of a bare domain are
            // among it, so that neither is taken for a link.
            if character.is_ascii_punctuation() && !matches!(character, ',' | ';' | '\'' | '?' | '%') {
                prose.push('\\');
            }
            if !character.is_control() {
                prose.push(character);
            }
        }
    }
    prose
}

#[cfg(test)]
mod tests {
    use super::foreign_prose;

    #[test]
    fn words_stay_and_their_meaning_to_markdown_goes() {
        assert_eq!(foreign_prose("  Sends\n\n an e-mail, at once. "), r"Sends an e\-mail, at once\.");
        assert_eq!(foreign_prose("```\nloop {}\n```"), r"\`\`\` loop \{\} \`\`\`");
        assert_eq!(foreign_prose("[a](b) <b> https://x.y 1. # *"), r"\[a\]\(b\) \<b\> https\:\/\/x\.y 1\. \# \*");
        assert_eq!(foreign_prose("\u{0}\u{202e}äöü"), "\u{202e}äöü");
        assert_eq!(foreign_prose(" \n "), "");
    }
}
