//! Reads groups of entries by a table, and the simple values that many settings take.

use std::borrow::Cow;

use super::{Info, Setting, meant::Found};
use crate::{
    declaration::{Draft, Said, Spanned},
    diagnostic::{Diagnostic, Diagnostics},
    rules::{EMPTY_LIST, REPEATED_SETTING, WRONG_FORM},
    syntax::{Body, Entry, Group, Key, KeyForm, Shape, Slip, Value, ValueKind, plain},
};

/// The attribute that declares a session.
pub(super) const SESSION: &str = "tool_router_session";

/// Collects mistakes while settings are read.
pub(crate) struct Reader {
    /// The attribute whose settings are read.
    pub(super) attribute: &'static str,
    pub(crate) diagnostics: Diagnostics,
    /// Settings of the attribute that were found inside another setting's parentheses.
    pub(super) misplaced: Vec<Entry>,
    /// Whether the setting being read is given twice, so that one may have what the other lacks.
    pub(crate) is_halved: bool,
}

impl Default for Reader {
    fn default() -> Self {
        Self::of(SESSION)
    }
}

impl Reader {
    pub(crate) fn of(attribute: &'static str) -> Self {
        Self { attribute, diagnostics: Diagnostics::default(), misplaced: Vec::new(), is_halved: false }
    }

    /// Reads every entry of `group` into `target`. `of` is the setting that the parentheses belong to.
    ///
    /// If an entry could not be read, the target is told: it may be what the target lacks.
    pub(crate) fn fill<T: Draft>(
        &mut self,
        target: &mut T,
        group: &Group,
        table: &'static [Setting<T>],
        of: Option<&'static Info>,
    ) {
        let names = group.entries.iter().map(|entry| &entry.key).filter(|key| !key.is_text()).map(|key| &*key.name);
        let said: Vec<&str> = names.collect();
        let mut seen: Vec<(&'static str, Cow<'_, Entry>)> = Vec::new();
        let mut is_read = !group.incomplete;
        for entry in &group.entries {
            let before = self.diagnostics.len();
            let (setting, is_again) = match self.find(entry, table, of, &said, group) {
                Found::Row(setting) => (setting, false),
                Found::Again(setting) => (setting, true),
                Found::Inside(setting, moved) => {
                    (setting.read)(target, &moved, &setting.info, self);
                    continue;
                }
                Found::Elsewhere => continue,
                Found::Nothing => {
                    is_read = false;
                    continue;
                }
            };
            let name = setting.info.name;
            let around = std::mem::replace(&mut self.is_halved, said.iter().filter(|said| **said == name).count() > 1);
            let first = seen.iter().find(|(known, _)| *known == name);
            if let Some((_, first)) = first.filter(|_| !is_again) {
                // All that is told of it is that it is there again: the other may be the right one.
                self.diagnostics.truncate(before);
                self.repeated(name, entry, first);
            }
            if is_again || first.is_some() {
                let told = self.diagnostics.len();
                let entry = self.settle(entry, &setting.info.shape());
                let mut again = T::default();
                (setting.read)(&mut again, &entry, &setting.info, self);
                match self.diagnostics.len() > told {
                    true => target.repeat_wrong(again),
                    false => target.repeat(again),
                }
                self.diagnostics.truncate(told);
            } else {
                let entry = self.settle(entry, &setting.info.shape());
                let before = self.diagnostics.errors();
                (setting.read)(target, &entry, &setting.info, self);
                if self.diagnostics.errors() > before || !entry.is_whole() {
                    target.flaw(name);
                }
                seen.push((name, entry));
            }
            self.is_halved = around;
        }
        if !is_read {
            target.doubt();
        }
    }

    /// The entry in its proper form. A different form is reported, with the corrected one.
    pub(crate) fn settle<'e>(&mut self, entry: &'e Entry, shape: &Shape) -> Cow<'e, Entry> {
        let (settled, slip) = shape.settle(entry);
        if let Some(Slip { tokens, what, mended }) = slip {
            self.push(Diagnostic::new(&WRONG_FORM, tokens, what).help(format!("write `{mended}`")));
        }
        settled
    }

    /// Reports empty parentheses, and returns whether they are.
    pub(crate) fn is_empty(&mut self, group: &Group, info: &Info) -> bool {
        let is_empty = group.entries.is_empty() && !group.incomplete;
        if is_empty {
            let what = format!("`{}()` is empty", info.name);
            self.push(Diagnostic::new(&WRONG_FORM, &group.tokens, what).help(info.how_to_write(None)));
        }
        is_empty
    }

    /// Reports a single item in place of a list.
    pub(crate) fn one_for_list(&mut self, entry: &Entry, item: &Value) {
        let key = entry.key.text();
        let what = format!("`{}` takes a list", entry.key.name);
        let help = format!("write `{key} = [{}]`", item.text());
        self.push(Diagnostic::new(&WRONG_FORM, &item.tokens, what).help(help));
    }

    /// Returns the settings of the attribute that were found in the wrong place.
    pub(crate) fn take_misplaced(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.misplaced)
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports that `entry` repeats `first`.
    pub(crate) fn repeated(&mut self, name: &str, entry: &Entry, first: &Entry) {
        let help = format!("remove one of the two; the first says `{}`", summary(name, &first.body));
        self.push(Diagnostic::new(&REPEATED_SETTING, &entry.key.tokens, format!("`{name}` is set twice")).help(help));
    }

    /// Reports that an entry is not written in one of its forms.
    pub(crate) fn wrong_form(&mut self, entry: &Entry, info: &Info) {
        if !matches!(entry.body, Body::Broken) {
            let what = match &entry.body {
                Body::Bare => format!("`{}` has no value", info.name),
                body => format!("`{}` is given {}", info.name, body.describe()),
            };
            let help = info.how_to_write(Some(&entry.body));
            self.push(Diagnostic::new(&WRONG_FORM, entry.value_tokens(), what).help(help));
        }
    }

    /// Reports that a correct name is not written as a name.
    pub(crate) fn form_of(&mut self, key: &Key) {
        let Key { name, form, tokens } = key;
        let (what, help) = match form {
            KeyForm::Word | KeyForm::Text => return,
            KeyForm::Unquoted => (format!("`{name}` is not a Rust identifier"), format!("write `\"{name}\"`")),
            KeyForm::Path => {
                (format!("`{}` is a path; expected a single word", key.written()), format!("write `{name}`"))
            }
        };
        self.push(Diagnostic::new(&WRONG_FORM, tokens, what).help(help));
    }

    /// Reads `name = "text"`.
    pub(crate) fn text(&mut self, entry: &Entry, info: &Info) -> Said<Spanned<String>> {
        match &entry.body {
            Body::Value(Value { kind: ValueKind::Text(text), tokens }) => Said::Yes(Spanned::new(text.clone(), tokens)),
            _ => {
                self.wrong_form(entry, info);
                Said::Wrong
            }
        }
    }

    /// Reads `name`, `name = true` or `name = false`.
    pub(crate) fn flag(&mut self, entry: &Entry, info: &Info) -> Said<Spanned<bool>> {
        match &entry.body {
            Body::Bare => Said::Yes(Spanned::new(true, &entry.key.tokens)),
            Body::Value(value) if value.as_flag().is_some() => self.respelt_flag(entry, info),
            _ => {
                self.wrong_form(entry, info);
                Said::Wrong
            }
        }
    }

    /// Reads `name = true` or `name = false`. An unambiguous misspelling is reported, and read as what it means.
    pub(crate) fn respelt_flag(&mut self, entry: &Entry, info: &Info) -> Said<Spanned<bool>> {
        let Body::Value(value) = &entry.body else { return Said::Wrong };
        let Some(flag) = value.as_flag() else { return Said::Wrong };
        if !matches!(value.kind, ValueKind::Flag(_)) {
            let what = format!(
                "`{}` is {}, and `{}` takes `true` or `false`",
                plain(&value.tokens),
                value.describe(),
                info.name
            );
            let help = format!("write `{} = {flag}`", info.name);
            self.push(Diagnostic::new(&WRONG_FORM, &value.tokens, what).help(help));
        }
        Said::Yes(Spanned::new(flag, entry.tokens()))
    }

    /// Reads `name = 3`.
    pub(crate) fn integer(&mut self, entry: &Entry, info: &Info) -> Option<Spanned<i128>> {
        let Body::Value(value) = &entry.body else {
            self.wrong_form(entry, info);
            return None;
        };
        let (number, is_right) = match &value.kind {
            ValueKind::Integer { value, suffix } => (*value, suffix.is_empty()),
            ValueKind::Text(text) if integer(text).is_some() => (integer(text)?, false),
            _ => {
                self.wrong_form(entry, info);
                return None;
            }
        };
        if !is_right {
            let what = format!("`{}` is not a whole number", plain(&value.tokens));
            self.push(Diagnostic::new(&WRONG_FORM, &value.tokens, what).help(format!("write `{number}`")));
        }
        Some(Spanned::new(number, &value.tokens))
    }

    /// Reads `name = [item, …]`. An empty list breaks the rule `empty-list`, with the given `help`.
    pub(crate) fn list<'a>(&mut self, entry: &'a Entry, info: &Info, help: &str) -> Option<&'a [Value]> {
        let Body::Value(Value { kind: ValueKind::List(items), tokens }) = &entry.body else {
            self.wrong_form(entry, info);
            return None;
        };
        if items.is_empty() {
            self.push(Diagnostic::new(&EMPTY_LIST, tokens, format!("the list of `{}` is empty", info.name)).help(help));
            return None;
        }
        Some(items)
    }
}

/// Parses a number.
fn integer(text: &str) -> Option<i128> {
    text.trim().replace(['_', ','], "").parse().ok()
}

/// An entry in a few words.
fn summary(name: &str, body: &Body) -> String {
    match body {
        Body::Bare | Body::Broken => name.to_owned(),
        Body::Optional(_, rest) => summary(&format!("{name}?"), rest),
        Body::Group(_) => format!("{name}(…)"),
        Body::Value(Value { kind: ValueKind::List(_), .. }) => format!("{name} = […]"),
        Body::Value(value) => format!("{name} = {}", plain(&value.tokens)),
    }
}
