//! The brackets that an entry is written in, and those that it should be in.
//!
//! The meaning of `toolkits["gmail"]`, `tools = { gmail: ["GMAIL_SEND_EMAIL"] }` and `tags(read_only)` is clear. They
//! are read as intended, and the code that knows the entry reports the slip once, with the whole entry corrected.

use std::borrow::Cow;

use proc_macro2::{Delimiter, Group as TokenGroup, TokenStream};
use quote::ToTokens;
use tool_router_core::grammar::spelling::nearest;

use super::{Body, Entry, Group, Key, KeyForm, Value, ValueKind, parse::literal_kind};
use crate::settings::Info;

/// The tokens between a key and its value, and around the value.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// `=`, or the tokens in place of it.
    pub(super) sign: TokenStream,
    /// The same as text.
    pub(super) sign_text: String,
    /// The brackets, with their content.
    pub(super) group: Option<TokenGroup>,
}

/// The forms that an entry accepts.
#[derive(Clone)]
pub(crate) struct Shape {
    /// A list after an `=`.
    pub(crate) list: Option<Items>,
    /// Entries in parentheses.
    pub(crate) parentheses: Parentheses,
    /// A value after an `=` that is not a list.
    pub(crate) value: Option<Single>,
}

/// Which values a setting takes that are not lists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Single {
    /// `true` and `false`.
    Flag,
    Any,
}

/// The items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Items {
    Texts,
    Words,
}

/// The content of parentheses.
#[derive(Clone)]
pub(crate) enum Parentheses {
    Nothing,
    /// Entries that the user names. The forms of the setting tell whether one can be just its name.
    Entries {
        forms: &'static [&'static str],
    },
    /// The settings inside another, by their names here and in SDKs.
    Settings(Option<&'static Info>),
}

/// A mistake in how an entry is written.
pub(crate) struct Slip {
    pub(crate) tokens: TokenStream,
    pub(crate) what: String,
    /// The whole entry, corrected.
    pub(crate) mended: String,
}

/// Whether the last entry in the parentheses of a form is just a name.
fn has_bare_entry(form: &&'static str) -> bool {
    form.trim_end_matches(')').rsplit([',', '(']).next().is_some_and(|last| !last.contains(['=', ']']))
}

impl Shape {
    /// The entry as it was meant, and the mistake in how it is written. An entry of another kind is left as it is; its
    /// reader reports what is expected.
    pub(crate) fn settle<'e>(&self, entry: &'e Entry) -> (Cow<'e, Entry>, Option<Slip>) {
        if let Body::Optional(mark, rest) = &entry.body {
            let inner = Entry { body: (**rest).clone(), ..entry.clone() };
            let (settled, slip) = self.settle(&inner);
            let mut settled = settled.into_owned();
            settled.body = Body::Optional(mark.clone(), Box::new(settled.body));
            let mended = settled.text();
            return (Cow::Owned(settled), slip.map(|slip| Slip { mended, ..slip }));
        }
        let body = self.meant(&entry.body);
        if !self.takes(&body) {
            return (Cow::Borrowed(entry), None);
        }
        // Every clone of a token stream is a call to the compiler, so that what is right is not cloned.
        let mut settled = match body {
            Cow::Borrowed(_) => Cow::Borrowed(entry),
            Cow::Owned(body) => Cow::Owned(Entry { body, ..entry.clone() }),
        };
        let slip = settled.slip();
        if slip.is_some() {
            settled.to_mut().cover();
        }
        (settled, slip)
    }

    fn takes(&self, body: &Body) -> bool {
        match body {
            Body::Bare | Body::Optional(..) | Body::Broken => true,
            Body::Value(Value { kind: ValueKind::List(_), .. }) => self.list.is_some(),
            Body::Value(_) => self.value.is_some() || self.list.is_some(),
            Body::Group(_) => !matches!(self.parentheses, Parentheses::Nothing),
        }
    }

    /// The body as a list, a group or a value, whichever fits.
    fn meant<'b>(&self, body: &'b Body) -> Cow<'b, Body> {
        match body {
            Body::Group(group) if !self.are_settings(group) => {
                let Some(values) = group.entries.iter().map(Entry::as_value).collect::<Option<Vec<_>>>() else {
                    return Cow::Borrowed(body);
                };
                let tokens = group.tokens.clone();
                match (&self.list, &values[..]) {
                    (_, []) => Cow::Borrowed(body),
                    (Some(items), _) => {
                        let values = values.into_iter().map(|value| items.meant(value)).collect();
                        Cow::Owned(Body::Value(Value { kind: ValueKind::List(values), tokens }))
                    }
                    (None, [value]) => self.single(value, tokens).map_or(Cow::Borrowed(body), Cow::Owned),
                    _ => Cow::Borrowed(body),
                }
            }
            Body::Value(Value { kind: ValueKind::List(values), tokens }) if self.list.is_none() => {
                let words = || values.iter().map(Value::as_word).collect::<Option<Vec<_>>>();
                match (&values[..], &self.parentheses) {
                    ([value], Parentheses::Nothing) => {
                        self.single(value, tokens.clone()).map_or(Cow::Borrowed(body), Cow::Owned)
                    }
                    ([], _) | (_, Parentheses::Nothing) => Cow::Borrowed(body),
                    (_, Parentheses::Entries { forms }) if !forms.iter().any(has_bare_entry) => Cow::Borrowed(body),
                    _ => words().map_or_else(
                        || Cow::Borrowed(body),
                        |entries| Cow::Owned(Body::Group(Group { entries, tokens: tokens.clone(), incomplete: false })),
                    ),
                }
            }
            body => Cow::Borrowed(body),
        }
    }

    /// A value that was written in brackets, which are `tokens`, if it is one that the setting takes.
    fn single(&self, value: &Value, tokens: TokenStream) -> Option<Body> {
        let kind = match self.value? {
            Single::Flag => ValueKind::Flag(value.as_flag()?),
            Single::Any => value.kind.clone(),
        };
        Some(Body::Value(Value { kind, tokens }))
    }

    /// Whether the content of brackets can be entries that belong there.
    fn are_settings(&self, group: &Group) -> bool {
        let has_body = |entry: &Entry| !matches!(entry.body, Body::Bare);
        match &self.parentheses {
            Parentheses::Nothing => false,
            Parentheses::Entries { .. } => self.list.is_none() || group.entries.iter().any(has_body),
            Parentheses::Settings(of) => {
                let names = || of.iter().flat_map(|of| of.names_inside());
                let is_named = |entry: &Entry| !entry.key.is_text() && nearest(&entry.key.name, names()).is_some();
                let is_flag =
                    matches!(&group.entries[..], [entry] if matches!(entry.key.name.as_str(), "true" | "false"));
                let nothing_else = self.list.is_none() && !(self.value.is_some() && is_flag);
                nothing_else || group.entries.iter().any(has_body) || group.entries.iter().any(is_named)
            }
        }
    }
}

impl Items {
    /// A bare word is treated as a string where strings are expected.
    pub(crate) fn meant(self, value: Value) -> Value {
        match value.kind {
            ValueKind::Word(word) if self == Self::Texts => Value { kind: ValueKind::Text(word), ..value },
            _ => value,
        }
    }
}

impl Entry {
    /// The entry as an item of a list.
    pub(crate) fn as_value(&self) -> Option<Value> {
        let tokens = self.key.tokens.clone();
        let kind = match (&self.body, self.key.form) {
            (Body::Bare, KeyForm::Text) => ValueKind::Text(self.key.name.clone()),
            (Body::Bare, KeyForm::Word) => match self.key.name.as_str() {
                "true" => ValueKind::Flag(true),
                "false" => ValueKind::Flag(false),
                word => ValueKind::Word(word.to_owned()),
            },
            (Body::Bare, KeyForm::Path) => ValueKind::Path,
            (Body::Bare, KeyForm::Unquoted) => {
                syn::parse2(tokens.clone()).map_or(ValueKind::Other, |literal| literal_kind(&literal))
            }
            _ => return None,
        };
        Some(Value { kind, tokens })
    }

    /// What is wrong with how it is written.
    fn slip(&self) -> Option<Slip> {
        let Written { sign, sign_text: written_sign, group } = self.written.as_ref()?;
        let name = &self.key.name;
        let (due_sign, due_brackets, takes) = match &self.body {
            Body::Bare | Body::Optional(..) | Body::Broken => return None,
            Body::Group(_) => ("", Some(Delimiter::Parenthesis), "parentheses"),
            Body::Value(Value { kind: ValueKind::List(_), .. }) => {
                ("=", Some(Delimiter::Bracket), "a list in brackets")
            }
            Body::Value(_) => ("=", None, "a value"),
        };
        let brackets = group.as_ref().map(TokenGroup::delimiter);
        if written_sign == due_sign && brackets == due_brackets {
            return None;
        }
        let group = group.to_token_stream();
        let (tokens, what) = match (written_sign == due_sign, brackets == due_brackets) {
            (_, false) => {
                let brackets = match brackets {
                    Some(Delimiter::Brace) => "braces",
                    Some(Delimiter::Bracket) => "brackets",
                    _ => "parentheses",
                };
                let but = if due_brackets.is_some() { ", not" } else { " without" };
                // An `=` before the wrong kind of brackets may be wrong too, but it is one slip.
                let sign = if written_sign == due_sign { TokenStream::new() } else { sign.clone() };
                (sign.into_iter().chain(group).collect(), format!("`{name}` takes {takes}{but} {brackets}"))
            }
            (false, true) if due_sign.is_empty() => {
                (sign.clone(), format!("`{written_sign}` before the parentheses of `{name}`"))
            }
            (false, true) if sign.is_empty() => {
                let value = if due_brackets.is_some() { "list" } else { "value" };
                (group, format!("an `=` is missing before the {value} of `{name}`"))
            }
            (_, true) => (sign.clone(), format!("`{written_sign}` in place of `=`")),
        };
        let mut mended = self.clone();
        mended.cover();
        Some(Slip { tokens, what, mended: mended.text() })
    }

    /// Interprets everything in the entry as its form suggests, so that a message can show all of it corrected.
    fn cover(&mut self) {
        let in_braces = |written: &Option<Written>| {
            written
                .as_ref()
                .and_then(|written| written.group.as_ref())
                .is_some_and(|group| group.delimiter() == Delimiter::Brace)
        };
        let dictionary = in_braces(&self.written);
        self.written = None;
        let Body::Group(group) = &mut self.body else { return };
        for entry in &mut group.entries {
            if dictionary {
                entry.out_of_dictionary();
            }
            if let Body::Group(inner) = &entry.body
                && let Some(values) = inner.entries.iter().map(Entry::as_value).collect::<Option<Vec<_>>>()
                && !values.is_empty()
                && values.iter().all(|value| matches!(value.kind, ValueKind::Text(_)))
            {
                let tokens = inner.tokens.clone();
                entry.body = Body::Value(Value { kind: ValueKind::List(values), tokens });
            }
            entry.cover();
        }
    }

    /// `"enable": True` as it would be written outside of Python and JSON.
    fn out_of_dictionary(&mut self) {
        if self.key.is_text()
            && !matches!(self.body, Body::Bare)
            && syn::parse_str::<syn::Ident>(&self.key.name).is_ok()
        {
            self.key.form = KeyForm::Word;
        }
        if let Body::Value(Value { kind, .. }) = &mut self.body {
            match kind {
                ValueKind::Word(word) if word == "True" => *kind = ValueKind::Flag(true),
                ValueKind::Word(word) if word == "False" => *kind = ValueKind::Flag(false),
                _ => {}
            }
        }
    }
}

impl Value {
    /// A list item as an entry in parentheses.
    fn as_word(&self) -> Option<Entry> {
        let ValueKind::Word(word) = &self.kind else { return None };
        let key = Key { name: word.clone(), form: KeyForm::Word, tokens: self.tokens.clone() };
        Some(Entry::new(key, Body::Bare))
    }
}
