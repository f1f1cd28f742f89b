//! Parts of a declaration as text, for messages that show what to write.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::{Body, Entry, Key, Value, ValueKind};

/// Tokens formatted as people write them. Their own `Display` adds odd spaces, and differs between a compiler and a
/// test.
pub(crate) fn plain(tokens: &TokenStream) -> String {
    let mut text = String::new();
    let mut before: Option<TokenTree> = None;
    for token in tokens.clone() {
        if before.as_ref().is_some_and(|before| is_apart(before, &token)) {
            text.push(' ');
        }
        match &token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                text.extend([open, &plain(&group.stream()), close]);
            }
            token => text.push_str(&token.to_string()),
        }
        before = Some(token);
    }
    text
}

/// Whether a space separates two tokens.
fn is_apart(left: &TokenTree, right: &TokenTree) -> bool {
    let is_sign = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if matches!(punct.as_char(), '=' | '>'));
    match (left, right) {
        (TokenTree::Punct(left), TokenTree::Punct(right)) if left.as_char() == '=' && right.as_char() == '>' => false,
        (TokenTree::Punct(left), _) if left.as_char() == ',' => true,
        (left, right) if is_sign(left) || is_sign(right) => true,
        (TokenTree::Ident(_) | TokenTree::Literal(_), TokenTree::Ident(_) | TokenTree::Literal(_)) => true,
        _ => false,
    }
}

impl Entry {
    /// The entry as it should be written.
    pub(crate) fn text(&self) -> String {
        let (body, is_optional) = self.body.behind_mark();
        let key = self.key.text() + if is_optional { "?" } else { "" };
        match body {
            Body::Bare | Body::Broken | Body::Optional(..) => key,
            Body::Value(value) => format!("{key} = {}", value.text()),
            Body::Group(group) => {
                let entries: Vec<String> = group.entries.iter().map(Self::text).collect();
                format!("{key}({})", entries.join(", "))
            }
        }
    }
}

impl Key {
    /// The key as it should be written.
    pub(crate) fn text(&self) -> String {
        let is_identifier = syn::parse_str::<syn::Ident>(&self.name).is_ok() || self.name == "crate";
        if self.is_text() || !is_identifier { format!("{:?}", self.name) } else { self.name.clone() }
    }
}

impl Value {
    /// The value as it should be written.
    pub(crate) fn text(&self) -> String {
        match &self.kind {
            ValueKind::Word(word) => word.clone(),
            ValueKind::Text(text) => format!("{text:?}"),
            ValueKind::Flag(flag) => flag.to_string(),
            ValueKind::List(values) => {
                let values: Vec<String> = values.iter().map(Self::text).collect();
                format!("[{}]", values.join(", "))
            }
            ValueKind::Integer { .. } | ValueKind::Path | ValueKind::Other | ValueKind::Dropped => plain(&self.tokens),
        }
    }
}
