//! Descriptions from a catalogue as documentation.
//!
//! The text is not ours: nothing in it may become a broken link, a doctest, or markup that swallows the page.

/// How many characters of a description are kept.
const LONGEST: usize = 2000;

/// Markdown that shows the text as it is, except that `code` stays code.
pub(crate) fn prose(text: &str) -> String {
    let shortened: String = text.chars().take(LONGEST).collect();
    let ellipsis = if shortened.len() < text.len() { "…" } else { "" };
    let keeps_code = !shortened.contains("```") && !shortened.contains("``");
    // No line is indented, because it would become a code block.
    let lines = shortened.lines().map(|line| match line.trim() {
        line if keeps_code && line.matches('`').count() % 2 == 0 => spans(line),
        line => escaped(&line.replace('`', "'")),
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    format!("{}{ellipsis}", text.trim())
}

/// A line in which every other part between backticks is code.
fn spans(line: &str) -> String {
    let pieces = line.split('`').enumerate();
    pieces.map(|(number, piece)| if number % 2 == 0 { escaped(piece) } else { format!("`{piece}`") }).collect()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (place, character) in text.char_indices() {
        let is_markup = match character {
            // Within a word it is not markup.
            '_' => {
                let (before, after) = (text[..place].chars().next_back(), text[place + 1..].chars().next());
                !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
            }
            // Not a URL either: rustdoc requires angle brackets for it.
            ':' => text[place..].starts_with("://"),
            _ => matches!(character, '\\' | '*' | '[' | ']' | '<' | '>' | '#' | '~' | '|' | '&'),
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(if character.is_control() { ' ' } else { character });
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn markup_of_others_is_shown_as_it_is() {
        for (given, shown) in [
            ("see [the docs](x) <b>", r"see \[the docs\](x) \<b\>"),
            ("    indented\n\tcode", "indented\ncode"),
            ("use `me` or `user_id`", "use `me` or `user_id`"),
            ("an `odd one", "an 'odd one"),
            ("```\npanic!()\n```", "'''\npanic!()\n'''"),
            ("at https://example.com", r"at https\://example.com"),
            ("# Title\n_user_id*", "\\# Title\n\\_user_id\\*"),
        ] {
            assert_eq!(prose(given), shown);
        }
    }
}
