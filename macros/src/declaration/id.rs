//! Ids in a declaration.

use super::Spanned;
use tool_router_core::grammar::id::Kind;

use crate::{
    diagnostic::Diagnostic,
    rules::{Rule, WRONG_FORM},
    settings::Reader,
    syntax::{Body, Entry, Value, ValueKind},
};

/// Reads an id of one kind. Any other text breaks `rule`.
pub(crate) fn read(value: &Value, kind: Kind, rule: &'static Rule, reader: &mut Reader) -> Option<Spanned<String>> {
    if matches!(value.kind, ValueKind::Dropped) {
        return None;
    }
    let ValueKind::Text(text) = &value.kind else {
        let what = format!("{} is not the id of {}", value.describe(), kind.noun());
        let help = format!("write its id, such as `\"{}…\"`", kind.prefix());
        reader.push(Diagnostic::new(&WRONG_FORM, &value.tokens, what).help(help));
        return None;
    };
    if kind.names(text) {
        return Some(Spanned::new(text.clone(), &value.tokens));
    }
    let what = match Kind::of(text) {
        Some(other) => format!("`{text}` is the id of {}, not of {}", other.noun(), kind.noun()),
        None => format!("`{text}` is not the id of {}", kind.noun()),
    };
    let help = format!("write its id, such as `\"{}…\"`", kind.prefix());
    reader.push(Diagnostic::new(rule, &value.tokens, what).help(help));
    None
}

/// Reports that the entry of a toolkit has no id.
pub(crate) fn wrong_form(entry: &Entry, example: &str, reader: &mut Reader) {
    if !matches!(entry.body, Body::Broken) {
        let key = entry.key.text();
        let what = format!("`{}` takes an id, not {}", entry.key.name, entry.body.describe());
        let help = format!("write `{key} = {example}`; `{key}` alone is supplied at run time");
        reader.push(Diagnostic::new(&WRONG_FORM, entry.value_tokens(), what).help(help));
    }
}
