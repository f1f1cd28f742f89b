//! Enumerated values: `interactive`, `read_only`.

use quote::ToTokens;

use crate::{
    declaration::Spanned,
    diagnostic::{Diagnostic, Diagnostics},
    rules::Rule,
    syntax::{Body, Value, ValueKind},
};
use tool_router_core::{grammar::spelling::nearest, markdown::or};

/// One value of an enumerated setting.
pub(crate) struct Word<T: 'static> {
    pub(crate) name: &'static str,
    /// What it means, in one sentence.
    pub(crate) summary: &'static str,
    /// Its names in SDKs and on the wire.
    pub(crate) foreign: &'static [&'static str],
    pub(crate) value: T,
}

/// The word of `words` after the `=`, if it is spelt correctly.
pub(crate) fn named<T>(body: &Body, words: &'static [Word<T>]) -> Option<&'static Word<T>> {
    match body {
        Body::Value(Value { kind: ValueKind::Word(name), .. }) => words.iter().find(|word| word.name == name),
        _ => None,
    }
}

/// Reads one of `words`. Any other word breaks `rule`; if it is clear which one was meant, that one is returned, so
/// that it causes no further errors.
pub(crate) fn choose<T: Copy>(
    value: &Value,
    words: &'static [Word<T>],
    what: &str,
    rule: &'static Rule,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<T>> {
    if matches!(value.kind, ValueKind::Dropped) {
        return None;
    }
    let (ValueKind::Word(name) | ValueKind::Text(name)) = &value.kind else {
        let help = format!("write {}", or(words.iter().map(|word| format!("`{}`", word.name))));
        diagnostics
            .push(Diagnostic::new(rule, &value.tokens, format!("{} is not a {what}", value.describe())).help(help));
        return None;
    };
    let quoted = matches!(value.kind, ValueKind::Text(_));
    let known = words.iter().find(|word| word.name == name);
    if let Some(word) = known.filter(|_| !quoted) {
        return Some(Spanned::new(word.value, &value.tokens));
    }
    let meant = known.or_else(|| find(name, words));
    let help = match meant {
        Some(word) if quoted => format!("write `{}`, without quotes", word.name),
        Some(word) => format!("write `{}`", word.name),
        None => format!("write {}", or(words.iter().map(|word| format!("`{}`", word.name)))),
    };
    let written = value.tokens.to_token_stream();
    diagnostics.push(Diagnostic::new(rule, &value.tokens, format!("`{written}` is not a {what}")).help(help));
    meant.map(|word| Spanned::new(word.value, &value.tokens))
}

/// The word that was most likely meant by another spelling.
pub(crate) fn find<T>(name: &str, words: &'static [Word<T>]) -> Option<&'static Word<T>> {
    let foreign = words.iter().find(|word| word.foreign.contains(&name));
    foreign.or_else(|| {
        let nearest = nearest(name, words.iter().map(|word| word.name))?;
        words.iter().find(|word| word.name == nearest)
    })
}
