//! A part of GitHub's search syntax.

use super::people::login;

/// The qualifiers that the sandbox knows. What else looks like one is a word.
const QUALIFIERS: [&str; 24] = [
    "archived",
    "assignee",
    "author",
    "commenter",
    "draft",
    "extension",
    "filename",
    "fork",
    "in",
    "involves",
    "is",
    "label",
    "language",
    "mentions",
    "no",
    "org",
    "path",
    "repo",
    "sort",
    "stars",
    "state",
    "topic",
    "type",
    "user",
];

/// `name:value`, or `-name:value`.
pub(crate) struct Qualifier {
    pub(crate) name: String,
    /// In lower case.
    pub(crate) value: String,
    pub(crate) is_negated: bool,
}

/// A search: conditions that all have to hold.
#[derive(Default)]
pub(crate) struct Query {
    /// In lower case.
    pub(crate) words: Vec<String>,
    pub(crate) qualifiers: Vec<Qualifier>,
}

impl Query {
    /// Parses a search of `user`, whom `@me` stands for.
    pub(crate) fn parse(text: &str, user: usize) -> Self {
        let mut query = Self::default();
        for token in tokens(&text.to_lowercase()) {
            let (is_negated, bare) = match token.strip_prefix('-') {
                Some(bare) => (true, bare),
                None => (false, token.as_str()),
            };
            match bare.split_once(':') {
                Some((name, value)) if QUALIFIERS.contains(&name) && !value.is_empty() => {
                    let value = if value == "@me" { login(user) } else { value }.to_owned();
                    query.qualifiers.push(Qualifier { name: name.to_owned(), value, is_negated });
                }
                _ if !token.is_empty() => query.words.push(token),
                _ => {}
            }
        }
        query
    }

    /// Whether every qualifier holds, of which `check` knows some: `None` for those that do not matter.
    pub(crate) fn holds(&self, check: impl Fn(&str, &str) -> Option<bool>) -> bool {
        self.qualifiers
            .iter()
            .all(|qualifier| check(&qualifier.name, &qualifier.value).is_none_or(|holds| holds != qualifier.is_negated))
    }

    /// Whether each word is in one of the texts.
    pub(crate) fn is_in(&self, texts: &[&str]) -> bool {
        let texts: Vec<_> = texts.iter().map(|text| text.to_lowercase()).collect();
        self.words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
    }
}

/// The parts of a text between white space. Quotes keep white space together.
fn tokens(text: &str) -> Vec<String> {
    let (mut tokens, mut is_quoted) = (vec![String::new()], false);
    for char in text.chars() {
        match char {
            '"' => is_quoted = !is_quoted,
            char if char.is_whitespace() && !is_quoted => tokens.push(String::new()),
            char => tokens.last_mut().into_iter().for_each(|token| token.push(char)),
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_has_words_and_qualifiers() {
        let query = Query::parse("Half-even is:issue -label:\"good first issue\" author:@me https://x \"by bike\"", 1);
        assert_eq!(query.words, ["half-even", "https://x", "by bike"]);
        let qualifiers: Vec<_> =
            query.qualifiers.iter().map(|it| (it.name.as_str(), it.value.as_str(), it.is_negated)).collect();
        let expected = [("is", "issue", false), ("label", "good first issue", true), ("author", "tomas", false)];
        assert_eq!(qualifiers, expected);
    }
}
