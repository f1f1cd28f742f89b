//! Slugs in a declaration.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

use tool_router_core::{
    grammar::slug::{is_tool, is_toolkit, likely_tool, likely_toolkit},
    markdown::and,
};

use crate::{
    diagnostic::Diagnostic,
    rules::{REPEATED_SETTING, Rule, TOOL_SLUG, TOOLKIT_SLUG, WRONG_FORM},
    settings::{Info, Reader},
    syntax::{Body, Entry, Key, Value, ValueKind, plain},
};

/// The slug of a toolkit or a tool.
#[derive(Clone, Debug)]
pub(crate) struct Slug {
    /// The slug; if it was wrong, the one that was most likely meant.
    pub(crate) name: String,
    pub(crate) tokens: TokenStream,
    /// Whether it is right, or its intended value is clear.
    pub(crate) certain: bool,
    /// The slug as it was written, if the catalogue lacks it; the name is then the one that was most likely meant, if
    /// any.
    pub(crate) unknown: Option<String>,
}

impl Slug {
    /// Writes another slug the way this one is written: in quotes or as a name.
    pub(crate) fn spelt(&self, other: &str) -> String {
        let is_text = self.tokens.to_string().starts_with('"') || syn::parse_str::<syn::Ident>(other).is_err();
        if is_text { format!("\"{other}\"") } else { other.to_owned() }
    }

    fn new(name: String, tokens: TokenStream) -> Self {
        Self { name, tokens, certain: true, unknown: None }
    }

    /// The same slug, marked as unclear.
    fn uncertain(self) -> Self {
        Self { certain: false, ..self }
    }
}

/// A list of slugs, with the tokens of the whole list.
#[derive(Clone, Debug)]
pub(crate) struct Slugs {
    pub(crate) items: Vec<Slug>,
    pub(crate) tokens: TokenStream,
}

impl Slugs {
    /// Whether `name` is in the list, or `None` if a wrong item could be that name.
    pub(crate) fn contains(&self, name: &str) -> Option<bool> {
        match self.items.iter().any(|slug| slug.name == name) {
            true => Some(true),
            false => self.items.iter().all(|slug| slug.certain).then_some(false),
        }
    }

    /// Adds the items of another list.
    pub(crate) fn extend(&mut self, again: Self) {
        for slug in again.items {
            if !self.names().any(|name| name == slug.name) {
                self.items.push(slug);
            }
        }
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.items.iter().map(|slug| slug.name.as_str())
    }
}

/// The two vocabularies of slugs.
#[derive(Clone, Copy)]
pub(crate) enum SlugOf {
    Toolkit,
    Tool,
}

impl SlugOf {
    /// Reads a list of slugs; each may be in it once.
    pub(crate) fn list(self, values: &[Value], tokens: impl ToTokens, reader: &mut Reader) -> Slugs {
        let mut items: Vec<Slug> = Vec::new();
        let tokens = tokens.into_token_stream();
        let are_recased = self.recase(values, &tokens, reader);
        for value in values {
            let slug = match self.recased(value).filter(|_| are_recased) {
                Some(name) => Some(Slug::new(name, value.tokens.clone())),
                None => self.value(value, values.len() == 1, reader),
            };
            let Some(slug) = slug else { continue };
            // The corrected list has it once.
            if are_recased && items.iter().any(|first| first.name == slug.name) && self.recased(value).is_some() {
                continue;
            }
            if let Some(first) = items.iter().find(|first| first.name == slug.name && first.certain && slug.certain) {
                let what = format!("`{}` is in the list twice", slug.name);
                let help = format!("remove it: the first is `{}`", plain(&first.tokens));
                reader.push(Diagnostic::new(&REPEATED_SETTING, &slug.tokens, what).help(help));
            } else {
                items.push(slug);
            }
        }
        Slugs { items, tokens }
    }

    /// Reports several slugs of a list that are right but for their case, as one mistake, and returns whether there are any.
    fn recase(self, values: &[Value], tokens: &TokenStream, reader: &mut Reader) -> bool {
        let is_list =
            |token: TokenTree| matches!(token, TokenTree::Group(list) if list.delimiter() == Delimiter::Bracket);
        let wrong = values.iter().filter(|value| self.recased(value).is_some());
        let wrong: Vec<String> = wrong.map(|value| format!("`{}`", value.text().trim_matches('"'))).collect();
        if wrong.len() < 2 || !tokens.clone().into_iter().next().is_some_and(is_list) {
            return false;
        }
        let mut right: Vec<String> = Vec::new();
        for value in values {
            let likely = match &value.kind {
                ValueKind::Text(text) if !self.is_right(text) => self.likely(text),
                _ => None,
            };
            let text = likely.map_or_else(|| value.text(), |slug| format!("\"{slug}\""));
            if !right.contains(&text) {
                right.push(text);
            }
        }
        let what = format!("{} are not {} slugs: use {}", and(wrong), self.noun(), self.form());
        let help = format!("write `[{}]`", right.join(", "));
        reader.push(Diagnostic::new(self.rule(), tokens, what).help(help));
        true
    }

    /// The slug that is meant by a string in which only the case is wrong.
    fn recased(self, value: &Value) -> Option<String> {
        let ValueKind::Text(text) = &value.kind else { return None };
        let recased = match self {
            Self::Toolkit => text.to_ascii_lowercase(),
            Self::Tool => text.to_ascii_uppercase(),
        };
        let is_case_alone = !self.is_right(text) && self.is_right(&recased);
        self.likely(text).filter(|_| is_case_alone)
    }

    /// Reads `name = ["slug", …]`. A list without brackets is reported, and read nevertheless.
    pub(crate) fn list_of(self, entry: &Entry, info: &Info, help: &str, reader: &mut Reader) -> Option<Slugs> {
        if let Body::Value(value @ Value { kind: ValueKind::Text(_), tokens }) = &entry.body {
            return Some(self.one_for_list(entry, value, tokens, reader));
        }
        let values = reader.list(entry, info, help)?;
        Some(self.list(values, entry.value_tokens(), reader))
    }

    /// Reads one slug where a list of them is due, which is reported. The list may have more of them.
    pub(crate) fn one_for_list(
        self,
        entry: &Entry,
        value: &Value,
        tokens: impl ToTokens,
        reader: &mut Reader,
    ) -> Slugs {
        reader.one_for_list(entry, value);
        let Slugs { items, tokens } = self.list(std::slice::from_ref(value), tokens, reader);
        Slugs { items: items.into_iter().map(Slug::uncertain).collect(), tokens }
    }

    /// Reads a key that is a slug.
    pub(crate) fn key(self, key: &Key, reader: &mut Reader) -> Slug {
        if self.is_right(&key.name) {
            reader.form_of(key);
        }
        self.checked(&key.name, &key.tokens, key.is_text(), false, reader)
    }

    /// `is_alone` tells whether the list has no other item, so that removing it would leave an empty list.
    fn value(self, value: &Value, is_alone: bool, reader: &mut Reader) -> Option<Slug> {
        match &value.kind {
            ValueKind::Text(text) => Some(self.checked(text, &value.tokens, true, is_alone, reader)),
            ValueKind::Word(word) if self.likely(word).is_some() => {
                let name = if self.is_right(word) { word.clone() } else { self.likely(word)? };
                let what = format!("a slug is a string: `\"{name}\"`");
                reader.push(Diagnostic::new(&WRONG_FORM, &value.tokens, what).help(format!("write `\"{name}\"`")));
                Some(Slug::new(name, value.tokens.clone()))
            }
            ValueKind::Dropped => Some(Slug::new(String::new(), value.tokens.clone()).uncertain()),
            _ => {
                let what = format!("{} is not a {} slug", value.describe(), self.noun());
                reader.push(Diagnostic::new(&WRONG_FORM, &value.tokens, what).help(self.instead(is_alone)));
                let name = value.tokens.to_string();
                Some(Slug::new(name, value.tokens.clone()).uncertain())
            }
        }
    }

    /// What to write if the intended slug is unclear.
    fn instead(self, is_alone: bool) -> String {
        match self {
            Self::Toolkit if is_alone => "write the slug that the catalogue has, such as `\"gmail\"`".to_owned(),
            _ => "remove it, or write the slug that the catalogue has".to_owned(),
        }
    }

    fn checked(self, text: &str, tokens: &TokenStream, quoted: bool, is_alone: bool, reader: &mut Reader) -> Slug {
        let tokens = tokens.clone();
        if self.is_right(text) {
            return Slug::new(text.to_owned(), tokens);
        }
        let likely = self.likely(text);
        let help = match &likely {
            Some(slug) if quoted || syn::parse_str::<syn::Ident>(slug).is_err() => format!("write `\"{slug}\"`"),
            Some(slug) => format!("write `{slug}`"),
            None => self.instead(is_alone),
        };
        let written = if text.is_empty() { "an empty string".to_owned() } else { format!("`{text}`") };
        let what = format!("{written} is not a {} slug: use {}", self.noun(), self.form());
        reader.push(Diagnostic::new(self.rule(), &tokens, what).help(help));
        match likely {
            Some(slug) => Slug::new(slug, tokens),
            None => Slug::new(text.to_owned(), tokens).uncertain(),
        }
    }

    fn is_right(self, text: &str) -> bool {
        match self {
            Self::Toolkit => is_toolkit(text),
            Self::Tool => is_tool(text),
        }
    }

    fn likely(self, text: &str) -> Option<String> {
        match self {
            Self::Toolkit => likely_toolkit(text),
            Self::Tool => likely_tool(text),
        }
    }

    fn rule(self) -> &'static Rule {
        match self {
            Self::Toolkit => &TOOLKIT_SLUG,
            Self::Tool => &TOOL_SLUG,
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Toolkit => "toolkit",
            Self::Tool => "tool",
        }
    }

    fn form(self) -> &'static str {
        match self {
            Self::Toolkit => "lower-case letters and digits, joined by single `_` or `-`",
            Self::Tool => "upper-case words, joined by single `_`",
        }
    }
}
