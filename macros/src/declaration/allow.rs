//! `allow(weak_tag)`: silences warnings that are intended.

use tool_router_core::{grammar::spelling::nearest, markdown::or};

use super::Declaration;
use crate::{
    diagnostic::Diagnostic,
    rules::{self, Level, REPEATED_SETTING, Rule, UNKNOWN_RULE, WRONG_FORM},
    settings::{EntriesOf, Info, Known, Reader, Table, Values},
    syntax::{Body, Entry},
};

/// The entries of `allow`.
pub(crate) static INSIDE: EntriesOf = EntriesOf { names: Some(&Lints), inside: None };

struct Lints;

impl Table for Lints {
    fn values(&'static self) -> Values {
        let known = |rule: &'static Rule| Known { name: rule.word(), text: rule.summary.to_owned() };
        Values::Word(lints().map(known).collect())
    }
}

/// The rules that can be allowed.
pub(crate) fn lints() -> impl Iterator<Item = &'static Rule> {
    rules::all().filter(|rule| rule.level == Level::Lint)
}

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    let Body::Group(group) = &entry.body else {
        declaration.allow.extend(lints());
        return reader.wrong_form(entry, info);
    };
    let mut named: Vec<&'static Rule> = Vec::new();
    let mut is_open = reader.is_empty(group, info) || group.incomplete;
    for entry in &group.entries {
        match rule(entry, reader) {
            Some(rule) if named.iter().any(|known| known.name == rule.name) => {
                let what = format!("`{}` is allowed twice", rule.word());
                reader.push(Diagnostic::new(&REPEATED_SETTING, &entry.key.tokens, what).help("remove one of the two"));
            }
            Some(rule) => named.push(rule),
            None => is_open = true,
        }
    }
    // The part that could not be read may have named any of them.
    declaration.allow.extend(named);
    declaration.allow.extend(lints().filter(|_| is_open));
}

fn rule(entry: &Entry, reader: &mut Reader) -> Option<&'static Rule> {
    let name = entry.key.name.replace('-', "_");
    if !matches!(entry.body, Body::Bare) {
        let help = format!("write `allow({name})`");
        reader.push(Diagnostic::new(&WRONG_FORM, entry.value_tokens(), "the name of a rule takes no value").help(help));
    }
    let known = rules::all().find(|rule| rule.word() == name);
    if let Some(rule) = known.filter(|rule| rule.level == Level::Lint) {
        reader.form_of(&entry.key);
        return Some(rule);
    }
    let choice = or(lints().map(|rule| format!("`{}`", rule.word())));
    let (what, help, meant) = match known {
        Some(rule) => (
            format!("the rule `{}` is an error, which cannot be allowed", rule.name),
            format!("remove it and fix the error; only warnings can be allowed: {choice}"),
            None,
        ),
        None => {
            let words: Vec<String> = lints().map(Rule::word).collect();
            let near = nearest(&name, words.iter().map(String::as_str));
            let help = near.map_or_else(|| format!("write {choice}"), |near| format!("did you mean `{near}`?"));
            let meant = near.and_then(|near| lints().find(|rule| rule.word() == near));
            (format!("`{}` is not a rule", entry.key.written()), help, meant)
        }
    };
    reader.push(Diagnostic::new(&UNKNOWN_RULE, &entry.key.tokens, what).help(help));
    meant
}
