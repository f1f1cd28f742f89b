//! The attribute's text as a tree of entries, before it has any meaning.
//!
//! `tools(gmail = ["GMAIL_SEND_EMAIL"])` is an entry with the key `tools` and a group of one entry, whose key is
//! `gmail` and whose value is a list. Every node keeps the tokens that it was read from, so that a message can
//! underline exactly those.

mod comment;
mod cursor;
mod form;
mod parse;
#[cfg(test)]
mod tests;
mod text;

pub(crate) use form::{Items, Parentheses, Shape, Single, Slip, Written};
pub(crate) use parse::parse;
pub(crate) use text::plain;

use proc_macro2::TokenStream;

/// `key`, `key = value` or `key(entry, …)`, and each of them with a `?` behind the key.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: Key,
    pub(crate) body: Body,
    /// How the body is written, if it differs from the proper form.
    pub(crate) written: Option<Written>,
    /// Whether no comma is before it, but a name without a value, so that the rest of it may be that one's.
    pub(crate) is_loose: bool,
}

/// The name of an entry.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    /// The name without quotes and without `r#`.
    pub(crate) name: String,
    pub(crate) form: KeyForm,
    pub(crate) tokens: TokenStream,
}

/// How a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyForm {
    /// `gmail = …`
    Word,
    /// `"21risk" = …`
    Text,
    /// `google-maps = …`, `21risk = …`: a name that only a string can express. The code that knows the name reports it.
    Unquoted,
    /// `a::gmail = …`, whose name is its last segment. The code that knows the name reports it.
    Path,
}

impl Key {
    pub(crate) fn is_text(&self) -> bool {
        self.form == KeyForm::Text
    }

    /// The name as it was written.
    pub(crate) fn written(&self) -> String {
        let tokens = self.tokens.to_string();
        if self.is_text() { tokens } else { tokens.replace(' ', "") }
    }
}

/// What follows the key.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// Nothing: `wait`.
    Bare,
    /// `?`, with its token and what follows it: `callback_url?`, `max_per_toolkit? = 5`.
    Optional(TokenStream, Box<Body>),
    /// `= value`.
    Value(Value),
    /// `(entry, …)`.
    Group(Group),
    /// Already reported while it was read; nothing more is reported about it.
    Broken,
}

/// The entries between parentheses.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) entries: Vec<Entry>,
    /// The parentheses and their content.
    pub(crate) tokens: TokenStream,
    /// Whether a part of it could not be read, so that nothing may be concluded from what it lacks.
    pub(crate) incomplete: bool,
}

/// A value after an `=` or in a list.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub(crate) kind: ValueKind,
    pub(crate) tokens: TokenStream,
}

/// The kinds of value that settings distinguish.
#[derive(Clone, Debug)]
pub(crate) enum ValueKind {
    /// One identifier: `interactive`.
    Word(String),
    /// A string literal.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// A whole number that fits, with the suffix after its digits: `20_000`, `10m`.
    Integer { value: i128, suffix: String },
    /// `[value, …]`
    List(Vec<Value>),
    /// `::a::b`, or an identifier that is a keyword of paths.
    Path,
    /// Tokens that no setting accepts.
    Other,
    /// Already reported while it was read; nothing more is reported about it.
    Dropped,
}

impl Value {
    /// The boolean that it expresses, in whatever form.
    pub(crate) fn as_flag(&self) -> Option<bool> {
        match &self.kind {
            ValueKind::Flag(flag) => Some(*flag),
            ValueKind::Word(word) | ValueKind::Text(word) => match word.to_lowercase().as_str() {
                "true" | "yes" | "on" | "enable" | "enabled" => Some(true),
                "false" | "no" | "off" | "disable" | "disabled" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// The kind of the value, as a message names it.
    pub(crate) fn describe(&self) -> &'static str {
        match self.kind {
            ValueKind::Word(_) => "a bare word",
            ValueKind::Text(_) => "a string",
            ValueKind::Flag(_) => "`true` or `false`",
            ValueKind::Integer { .. } => "a number",
            ValueKind::List(_) => "a list",
            ValueKind::Path => "a path",
            ValueKind::Other | ValueKind::Dropped => "an expression",
        }
    }
}

impl Entry {
    pub(crate) fn new(key: Key, body: Body) -> Self {
        Self { key, body, written: None, is_loose: false }
    }

    /// Whether all of it could be read.
    pub(crate) fn is_whole(&self) -> bool {
        self.body.is_whole()
    }

    /// All tokens of the entry, or its key if there is nothing else.
    pub(crate) fn tokens(&self) -> TokenStream {
        let mut tokens = self.key.tokens.clone();
        tokens.extend(self.body.tokens());
        tokens
    }

    /// The tokens a message about the entry's value underlines: the value, or the key of a bare entry.
    pub(crate) fn value_tokens(&self) -> TokenStream {
        match &self.body {
            Body::Bare | Body::Broken => self.key.tokens.clone(),
            Body::Optional(..) => self.tokens(),
            Body::Value(value) => value.tokens.clone(),
            Body::Group(group) => group.tokens.clone(),
        }
    }
}

impl Body {
    /// What follows the key and its `?`, and whether there is one.
    pub(crate) fn behind_mark(&self) -> (&Self, bool) {
        match self {
            Self::Optional(_, rest) => (rest, true),
            body => (body, false),
        }
    }

    fn is_whole(&self) -> bool {
        match self {
            Self::Bare => true,
            Self::Optional(_, rest) => rest.is_whole(),
            Self::Broken => false,
            Self::Value(Value { kind: ValueKind::List(values), .. }) => {
                !values.iter().any(|value| matches!(value.kind, ValueKind::Dropped))
            }
            Self::Value(_) => true,
            Self::Group(group) => !group.incomplete && group.entries.iter().all(Entry::is_whole),
        }
    }

    /// The kind of the body, as a message names it.
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Self::Bare | Self::Broken => "nothing",
            Self::Optional(_, rest) if matches!(**rest, Self::Bare) => "a `?`",
            Self::Optional(..) => "a `?` with a value",
            Self::Value(value) => value.describe(),
            Self::Group(_) => "settings in parentheses",
        }
    }

    fn tokens(&self) -> TokenStream {
        match self {
            Self::Bare | Self::Broken => TokenStream::new(),
            Self::Optional(mark, rest) => mark.clone().into_iter().chain(rest.tokens()).collect(),
            Self::Value(value) => value.tokens.clone(),
            Self::Group(group) => group.tokens.clone(),
        }
    }
}
