//! Reads the attribute's tokens, and continues after every mistake.

use proc_macro2::{Delimiter, Group as TokenGroup, Literal, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Lit, ext::IdentExt};

use super::{Body, Entry, Group, Key, KeyForm, Value, ValueKind, Written, comment, cursor::Cursor, text::plain};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    rules::WRONG_FORM,
};

/// The types that a number's suffix can name.
const TYPES: [&str; 14] =
    ["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64"];

/// Reads `entry, entry, …`. A mistake costs at most its own entry.
pub(crate) fn parse(stream: TokenStream, diagnostics: &mut Diagnostics) -> Group {
    let mut parser = Parser::new(stream.clone(), diagnostics);
    let mut entries = parser.list(Parser::entry, Parser::starts_entry, |_| None, "setting");
    // Where a comma is missing, what stands on either side of it may belong together in another way: `toolkits any = "gmail"`.
    for place in std::mem::take(&mut parser.joined) {
        let mut is_behind_name = false;
        for entry in entries.iter_mut().skip(place).take(2) {
            entry.is_loose |= is_behind_name;
            is_behind_name = matches!(entry.body, Body::Bare | Body::Broken);
            if matches!(entry.body, Body::Bare) {
                entry.body = Body::Broken;
            }
        }
    }
    Group { entries, tokens: stream, incomplete: parser.incomplete }
}

struct Parser<'a> {
    cursor: Cursor,
    diagnostics: &'a mut Diagnostics,
    incomplete: bool,
    /// The places of the items that no comma follows, though another item does.
    joined: Vec<usize>,
}

impl<'a> Parser<'a> {
    fn new(stream: TokenStream, diagnostics: &'a mut Diagnostics) -> Self {
        let (cursor, attributes) = Cursor::new(stream);
        attributes.iter().for_each(|attribute| diagnostics.push(comment::misplaced(attribute)));
        Self { cursor, diagnostics, incomplete: false, joined: Vec::new() }
    }

    /// Reads items between commas up to the end of the group.
    fn list<T>(
        &mut self,
        read: fn(&mut Self) -> Option<T>,
        starts: fn(&TokenTree) -> bool,
        dropped: fn(TokenStream) -> Option<T>,
        item: &str,
    ) -> Vec<T> {
        let mut items = Vec::new();
        let mut separated = false;
        while let Some(token) = self.cursor.peek() {
            if self.cursor.at(',') {
                // An item of a list may be missing there.
                items.extend(self.extra_comma(separated, item).and_then(dropped));
                continue;
            }
            if !starts(token) {
                let junk = self.cursor.take_until_comma();
                self.wrong(junk.clone(), format!("`{}` is not a {item}", plain(&junk)), "remove it");
                self.incomplete = true;
                items.extend(dropped(junk));
            } else {
                items.extend(read(self));
                if self.after_item(starts, item) {
                    self.joined.extend(items.len().checked_sub(1));
                }
            }
            separated = self.cursor.at(',');
            if separated {
                self.cursor.next();
            }
        }
        items
    }

    fn extra_comma(&mut self, after_comma: bool, item: &str) -> Option<TokenStream> {
        let comma = self.cursor.next()?.into_token_stream();
        let what = if after_comma { "two commas in a row" } else { "a comma with nothing before it" };
        self.wrong(comma.clone(), what, format!("remove it, or write a {item} before it"));
        Some(comma)
    }

    /// Holds that a comma or the end follows an item, and says what is there instead. Whether it is another item.
    fn after_item(&mut self, starts: fn(&TokenTree) -> bool, item: &str) -> bool {
        let Some(token) = self.cursor.peek().cloned() else { return false };
        if self.cursor.at(',') {
            return false;
        }
        if self.cursor.at(';') {
            self.cursor.next();
            let what = format!("`;` in place of `,` after a {item}");
            self.wrong(token.into_token_stream(), what, "write `,`");
            return false;
        }
        if starts(&token) && !matches!(token, TokenTree::Group(_)) {
            let what = format!("a comma is missing before `{token}`");
            self.wrong(token.to_token_stream(), what, format!("write `, {token}`"));
            return true;
        }
        let junk = self.cursor.take_until_comma();
        self.wrong(
            junk.clone(),
            format!("`{}` does not belong here", plain(&junk)),
            format!("remove it: a {item} is followed by a comma or by the end"),
        );
        self.incomplete = true;
        false
    }

    fn starts_entry(token: &TokenTree) -> bool {
        matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_))
    }

    fn entry(&mut self) -> Option<Entry> {
        let key = self.key()?;
        let (body, written) = self.body(&key);
        Some(Entry { key, body, written, is_loose: false })
    }

    fn key(&mut self) -> Option<Key> {
        let first = self.cursor.next()?;
        let mut tokens = first.to_token_stream();
        match first {
            TokenTree::Ident(ident) => {
                let mut name = ident.unraw().to_string();
                while self.cursor.at('-') && matches!(self.cursor.peek_second(), Some(TokenTree::Ident(_))) {
                    let (dash, part) = (self.cursor.next()?, self.cursor.next()?);
                    name = format!("{name}-{part}");
                    tokens.extend([dash, part]);
                }
                let mut form = if name.contains('-') { KeyForm::Unquoted } else { KeyForm::Word };
                while self.cursor.at_path_separator() {
                    form = KeyForm::Path;
                    tokens.extend([self.cursor.next()?, self.cursor.next()?]);
                    if let Some(TokenTree::Ident(segment)) = self.cursor.peek() {
                        name = segment.unraw().to_string();
                        tokens.extend(self.cursor.next());
                    }
                }
                Some(Key { name, form, tokens })
            }
            TokenTree::Literal(literal) => match Lit::new(self.without_suffix(&literal)) {
                Lit::Str(text) => Some(Key { name: text.value(), form: KeyForm::Text, tokens }),
                other => Some(Key { name: other.to_token_stream().to_string(), form: KeyForm::Unquoted, tokens }),
            },
            TokenTree::Group(_) | TokenTree::Punct(_) => None,
        }
    }

    /// Reads what follows the key, and how it is written: `=` and common substitutes (`:`, `==`, `=>`, `:=`), and
    /// brackets of any kind.
    fn body(&mut self, key: &Key) -> (Body, Option<Written>) {
        if self.cursor.at('?') {
            let mark = self.cursor.next().into_iter().collect();
            let (rest, written) = self.unmarked_body(key);
            return (Body::Optional(mark, Box::new(rest)), written);
        }
        self.unmarked_body(key)
    }

    fn unmarked_body(&mut self, key: &Key) -> (Body, Option<Written>) {
        let (mut sign, mut sign_text) = (TokenStream::new(), String::new());
        while self.cursor.at('=') || self.cursor.at(':') || (!sign_text.is_empty() && self.cursor.at('>')) {
            if !sign_text.is_empty() && self.cursor.at_path_separator() {
                break;
            }
            let token = self.cursor.next();
            if let Some(TokenTree::Punct(punct)) = &token {
                sign_text.push(punct.as_char());
            }
            sign.extend(token);
        }
        if let Some(TokenTree::Group(group)) = self.cursor.peek().cloned()
            && group.delimiter() != Delimiter::None
        {
            self.cursor.next();
            let body = self.group(&group);
            return (body, Some(Written { sign, sign_text, group: Some(group) }));
        }
        if sign_text.is_empty() {
            if let Some(value) = self.cursor.peek().cloned().filter(|_| self.cursor.at_value_before_sign()) {
                let tokens = self.cursor.take_until_comma();
                let what = format!("`=` stands behind the value of `{}`", key.name);
                self.wrong(tokens, what, format!("write `= {value}`"));
                return (Body::Broken, None);
            }
            return (Body::Bare, None);
        }
        if self.cursor.peek().is_none() || self.cursor.at(',') || self.cursor.at(';') {
            let name = &key.name;
            let help = format!("remove `{name}`, or give it a value");
            self.wrong(sign, format!("`{name}` has no value"), help);
            return (Body::Broken, None);
        }
        let body = self.value().map_or(Body::Broken, Body::Value);
        (body, Some(Written { sign, sign_text, group: None }))
    }

    /// The content of brackets of any kind: a list, or entries.
    fn group(&mut self, group: &TokenGroup) -> Body {
        let tokens = group.to_token_stream();
        if group.delimiter() == Delimiter::Bracket && !holds_entries(group) {
            return Body::Value(Value { kind: ValueKind::List(self.values(group)), tokens });
        }
        Body::Group(Group { tokens, ..parse(group.stream(), self.diagnostics) })
    }

    fn starts_value(token: &TokenTree) -> bool {
        match token {
            TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Group(_) => true,
            TokenTree::Punct(punct) => matches!(punct.as_char(), ':' | '-' | '&'),
        }
    }

    fn value(&mut self) -> Option<Value> {
        if self.cursor.at_identifier() || self.cursor.at_path_separator() {
            return Some(self.word_or_path());
        }
        if self.cursor.at_group(Delimiter::Bracket) {
            let Some(TokenTree::Group(group)) = self.cursor.next() else { return None };
            return Some(Value { kind: ValueKind::List(self.values(&group)), tokens: group.into_token_stream() });
        }
        if let Some(TokenTree::Literal(literal)) = self.cursor.peek().cloned() {
            self.cursor.next();
            let kind = literal_kind(&self.without_suffix(&literal));
            return Some(Value { kind, tokens: literal.into_token_stream() });
        }
        let tokens = self.cursor.take_until_comma();
        Some(Value { kind: negative(&tokens).unwrap_or(ValueKind::Other), tokens })
    }

    fn values(&mut self, group: &TokenGroup) -> Vec<Value> {
        let dropped = |tokens| Some(Value { kind: ValueKind::Dropped, tokens });
        Parser::new(group.stream(), self.diagnostics).list(Parser::value, Parser::starts_value, dropped, "value")
    }

    fn word_or_path(&mut self) -> Value {
        let mut tokens = TokenStream::new();
        let mut word = None;
        let mut segments = 0;
        loop {
            if self.cursor.at_path_separator() {
                tokens.extend([self.cursor.next(), self.cursor.next()].into_iter().flatten());
                segments += 1;
            }
            let Some(TokenTree::Ident(ident)) = self.cursor.peek().cloned() else { break };
            tokens.extend(self.cursor.next());
            word = Some(ident.unraw().to_string());
            if !self.cursor.at_path_separator() {
                break;
            }
        }
        let called = self.cursor.at('!') || matches!(self.cursor.peek(), Some(TokenTree::Group(_)));
        if called {
            tokens.extend(self.cursor.take_until_comma());
            return Value { kind: ValueKind::Other, tokens };
        }
        let kind = match word {
            Some(word) if segments == 0 && word == "true" => ValueKind::Flag(true),
            Some(word) if segments == 0 && word == "false" => ValueKind::Flag(false),
            Some(word) if segments == 0 && !matches!(word.as_str(), "crate" | "self" | "super") => {
                ValueKind::Word(word)
            }
            _ => ValueKind::Path,
        };
        Value { kind, tokens }
    }

    /// The literal without a suffix that names a Rust type, or without a string's suffix; these are reported. Any other
    /// suffix of a number may be a unit.
    fn without_suffix(&mut self, literal: &Literal) -> Literal {
        let (bare, suffix) = match Lit::new(literal.clone()) {
            Lit::Str(text) => {
                let mut bare = Literal::string(&text.value());
                bare.set_span(literal.span());
                (bare, text.suffix().to_owned())
            }
            Lit::Int(number) if TYPES.contains(&number.suffix()) => {
                let suffix = number.suffix().to_owned();
                let digits = literal.to_string();
                let digits = digits.strip_suffix(&suffix).map(|digits| digits.trim_end_matches('_').to_owned());
                match digits.and_then(|digits| digits.parse::<Literal>().ok()) {
                    Some(bare) => (bare, suffix),
                    None => return literal.clone(),
                }
            }
            _ => return literal.clone(),
        };
        if !suffix.is_empty() {
            let what = format!("`{literal}` has the suffix `{suffix}`; numbers in settings have none");
            self.wrong(literal.to_token_stream(), what, format!("write `{bare}`"));
        }
        bare
    }

    fn wrong(&mut self, tokens: TokenStream, what: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(&WRONG_FORM, tokens, what).help(help));
    }
}

/// Whether a list in brackets contains entries: `[gmail = "ac_1"]`, `[before(id = "mail")]`.
fn holds_entries(group: &TokenGroup) -> bool {
    let (mut cursor, _) = Cursor::new(group.stream());
    while let Some(token) = cursor.next() {
        let is_name = matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_));
        let is_assigned = cursor.at('=') || (cursor.at(':') && !cursor.at_path_separator());
        if is_name && (is_assigned || cursor.at_group(Delimiter::Parenthesis) || cursor.at_group(Delimiter::Brace)) {
            return true;
        }
        if cursor.at_path_separator() {
            cursor.next();
            cursor.next();
        }
    }
    false
}

/// The kind of a literal. A suffix is kept separately if the value can be read without it.
pub(super) fn literal_kind(literal: &Literal) -> ValueKind {
    match Lit::new(literal.clone()) {
        Lit::Str(text) => ValueKind::Text(text.value()),
        Lit::Int(number) => match number.base10_parse() {
            Ok(value) => ValueKind::Integer { value, suffix: number.suffix().to_owned() },
            Err(_) => ValueKind::Other,
        },
        _ => ValueKind::Other,
    }
}

/// `-5`, which is two tokens.
fn negative(tokens: &TokenStream) -> Option<ValueKind> {
    let [TokenTree::Punct(minus), TokenTree::Literal(literal)] = &tokens.clone().into_iter().collect::<Vec<_>>()[..]
    else {
        return None;
    };
    match literal_kind(literal) {
        ValueKind::Integer { value, suffix } if minus.as_char() == '-' => {
            Some(ValueKind::Integer { value: -value, suffix })
        }
        _ => None,
    }
}
