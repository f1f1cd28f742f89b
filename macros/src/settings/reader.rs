//! Reads groups of entries by a table, and the simple values that many settings take.

use super::{Facts, SETTINGS, Setting, Table, Values, nearest};
use crate::{
    declaration::{Said, Spanned},
    diagnostic::{Diagnostic, Diagnostics},
    rules::{EMPTY_LIST, REPEATED_SETTING, UNKNOWN_SETTING, WRONG_FORM},
    syntax::{Body, Entry, Group, Key, KeyForm, Value, ValueKind},
};

/// Collects what is wrong while settings are read.
pub(crate) struct Reader {
    /// The attribute whose settings are read.
    attribute: &'static str,
    pub(crate) diagnostics: Diagnostics,
    /// Settings of the attribute that were found inside another setting's parentheses.
    misplaced: Vec<Entry>,
}

impl Default for Reader {
    fn default() -> Self {
        Self::of("tool_router_session")
    }
}

impl Reader {
    pub(crate) fn of(attribute: &'static str) -> Self {
        Self { attribute, diagnostics: Diagnostics::default(), misplaced: Vec::new() }
    }

    /// Reads every entry of `group` into `target`. `of` is the setting whose parentheses these are.
    pub(crate) fn fill<T: Default>(
        &mut self,
        target: &mut T,
        group: &Group,
        table: &'static [Setting<T>],
        of: Option<&'static Facts>,
    ) {
        let names = group.entries.iter().map(|entry| &entry.key).filter(|key| !key.is_text()).map(|key| &*key.name);
        let said: Vec<&str> = names.collect();
        let mut seen: Vec<(&'static str, &Entry)> = Vec::new();
        for entry in &group.entries {
            let (setting, entry) = match self.find(entry, table, of, &said) {
                Found::Row(setting) => (setting, entry),
                Found::Inside(setting, moved) => {
                    (setting.read)(target, &moved, &setting.facts, self);
                    continue;
                }
                Found::Nothing => continue,
            };
            let name = setting.facts.name;
            if let Some((_, first)) = seen.iter().find(|(known, _)| *known == name) {
                self.repeated(name, entry, first);
                (setting.read)(&mut T::default(), entry, &setting.facts, self);
            } else {
                seen.push((name, entry));
                (setting.read)(target, entry, &setting.facts, self);
            }
        }
    }

    /// Hands over the settings of the attribute that stood in the wrong place.
    pub(crate) fn take_misplaced(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.misplaced)
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports that `entry` says again what `first` said.
    pub(crate) fn repeated(&mut self, name: &str, entry: &Entry, first: &Entry) {
        let help = format!("keep one of the two; the first says `{}`", summary(name, &first.body));
        self.push(Diagnostic::new(&REPEATED_SETTING, &entry.key.tokens, format!("`{name}` is said twice")).help(help));
    }

    /// Reports that an entry is not written in one of its forms.
    pub(crate) fn wrong_form(&mut self, entry: &Entry, facts: &Facts) {
        if !matches!(entry.body, Body::Broken) {
            let what = match &entry.body {
                Body::Bare => format!("`{}` has no value", facts.name),
                body => format!("`{}` is given {}", facts.name, body.describe()),
            };
            let help = facts.how_to_write();
            self.push(Diagnostic::new(&WRONG_FORM, entry.value_tokens(), what).help(help));
        }
    }

    /// Reports that a name, the right one otherwise, is not written as names are.
    pub(crate) fn form_of(&mut self, key: &Key) {
        let Key { name, form, tokens } = key;
        let (what, help) = match form {
            KeyForm::Word | KeyForm::Text => return,
            KeyForm::Unquoted => {
                (format!("`{name}` is no Rust identifier"), format!("write it as a string: `\"{name}\"`"))
            }
            KeyForm::Path => {
                (format!("`{}` is a path where one word is due", key.written()), format!("write `{name}`"))
            }
        };
        self.push(Diagnostic::new(&WRONG_FORM, tokens, what).help(help));
    }

    /// Reads `name = "text"`.
    pub(crate) fn text(&mut self, entry: &Entry, facts: &Facts) -> Said<Spanned<String>> {
        match &entry.body {
            Body::Value(Value { kind: ValueKind::Text(text), tokens }) => Said::Yes(Spanned::new(text.clone(), tokens)),
            _ => {
                self.wrong_form(entry, facts);
                Said::Wrong
            }
        }
    }

    /// Reads `name`, `name = true` or `name = false`.
    pub(crate) fn flag(&mut self, entry: &Entry, facts: &Facts) -> Said<Spanned<bool>> {
        match &entry.body {
            Body::Bare => Said::Yes(Spanned::new(true, &entry.key.tokens)),
            Body::Value(Value { kind: ValueKind::Flag(flag), .. }) => Said::Yes(Spanned::new(*flag, entry.tokens())),
            _ => {
                self.wrong_form(entry, facts);
                Said::Wrong
            }
        }
    }

    /// Reads `name = [item, …]`; an empty list breaks the rule `empty-list`, and `help` says what to write for it.
    pub(crate) fn list<'a>(&mut self, entry: &'a Entry, facts: &Facts, help: &str) -> Option<&'a [Value]> {
        let Body::Value(Value { kind: ValueKind::List(items), tokens }) = &entry.body else {
            self.wrong_form(entry, facts);
            return None;
        };
        if items.is_empty() {
            self.push(
                Diagnostic::new(&EMPTY_LIST, tokens, format!("the list of `{}` is empty", facts.name)).help(help),
            );
            return None;
        }
        Some(items)
    }

    /// Finds the row that an entry stands for. A name that is not quite right is reported and then taken for what it was
    /// most likely meant to be, so that what it holds is read and nothing is missed for lack of it. It is never taken for
    /// one of the settings that are `said` by their names: the mistake would be shown a second time, at the right one.
    fn find<T>(
        &mut self,
        entry: &Entry,
        table: &'static [Setting<T>],
        of: Option<&'static Facts>,
        said: &[&str],
    ) -> Found<T> {
        let Key { name, tokens, .. } = &entry.key;
        let known = table.iter().find(|setting| setting.facts.name == name);
        if let Some(setting) = known.filter(|_| !entry.key.is_text()) {
            self.form_of(&entry.key);
            return Found::Row(setting);
        }
        let place = format!("`{}`", of.map_or(self.attribute, |facts| facts.name));
        let mut unknown = |help: String| {
            let what = format!("`{}` is no setting of {place}", entry.key.written());
            self.diagnostics.push(Diagnostic::new(&UNKNOWN_SETTING, tokens, what).help(help));
        };
        let foreign = || table.iter().find(|setting| setting.facts.foreign.contains(&name.as_str()));
        let meant = known.or_else(foreign);
        if let Some(setting) = meant.filter(|setting| !said.contains(&setting.facts.name)) {
            unknown(format!("write `{}`", setting.facts.name));
            return Found::Row(setting);
        }
        if let Some(facts) = of
            && SETTINGS.iter().any(|setting| setting.facts.name == name)
        {
            unknown(format!("write it beside `{}`, not inside its parentheses", facts.name));
            self.misplaced.push(entry.clone());
            return Found::Nothing;
        }
        if of.is_none()
            && let Some((setting, key)) = inner(name, table)
        {
            let outer = setting.facts.name;
            unknown(format!("it belongs inside `{outer}`: `{outer}({})`", summary(key.name, &entry.body)));
            return Found::Inside(setting, wrap(entry, setting, key));
        }
        if of.is_none()
            && let Some(setting) = table.iter().find(|setting| is_value(entry, &setting.facts))
            && !said.contains(&setting.facts.name)
        {
            unknown(format!("write `{} = {name}`", setting.facts.name));
            let value = Value { kind: ValueKind::Word(name.clone()), tokens: tokens.clone() };
            let key = Key { name: setting.facts.name.to_owned(), form: KeyForm::Word, tokens: tokens.clone() };
            return Found::Inside(setting, Entry { key, body: Body::Value(value) });
        }
        let named = |name: &str| table.iter().find(|setting| setting.facts.name == name);
        let all = || table.iter().map(|setting| setting.facts.name);
        if let Some(setting) = nearest(name, all().filter(|name| !said.contains(name))).and_then(named) {
            unknown(format!("did you mean `{}`?", setting.facts.name));
            return Found::Row(setting);
        }
        if let Some(setting) = meant.or_else(|| nearest(name, all()).and_then(named)) {
            unknown(format!("it means `{}`, which is there already: keep one of the two", setting.facts.name));
            return Found::Nothing;
        }
        let names: Vec<String> = table.iter().map(|setting| format!("`{}`", setting.facts.name)).collect();
        unknown(format!("the settings of {place} are {}", names.join(", ")));
        Found::Nothing
    }
}

/// What an entry's name stands for.
enum Found<T: 'static> {
    Row(&'static Setting<T>),
    /// An entry that belongs inside this row's parentheses or behind its `=`, put there.
    Inside(&'static Setting<T>, Entry),
    Nothing,
}

/// The one row, and the key inside its parentheses, that `name` can stand for.
fn inner<T>(name: &str, table: &'static [Setting<T>]) -> Option<(&'static Setting<T>, &'static Facts)> {
    let mut places = table.iter().flat_map(|setting| {
        let keys = setting.facts.nested().into_iter();
        keys.filter(|key| key.name == name || key.foreign.contains(&name)).map(move |key| (setting, key))
    });
    places.next().filter(|_| places.next().is_none())
}

/// Whether an entry is one of the words that a setting takes, without the setting.
fn is_value(entry: &Entry, facts: &Facts) -> bool {
    let is_word = matches!(entry.body, Body::Bare) && entry.key.form == KeyForm::Word;
    match facts.keys.map(Table::values) {
        Some(Values::Word(words)) if is_word => words.iter().any(|word| word.name == entry.key.name),
        _ => false,
    }
}

/// `setting(key …)` for an entry that was written without the setting around it.
fn wrap<T>(entry: &Entry, setting: &Setting<T>, key: &Facts) -> Entry {
    let named = |name: &str| Key { name: name.to_owned(), form: KeyForm::Word, tokens: entry.key.tokens.clone() };
    let inner = Entry { key: named(key.name), body: entry.body.clone() };
    let group = Group { entries: vec![inner], tokens: entry.tokens(), incomplete: false };
    Entry { key: named(setting.facts.name), body: Body::Group(group) }
}

/// An entry in few words.
fn summary(name: &str, body: &Body) -> String {
    match body {
        Body::Bare | Body::Broken => name.to_owned(),
        Body::Group(_) => format!("{name}(…)"),
        Body::Value(Value { kind: ValueKind::List(_), .. }) => format!("{name} = […]"),
        Body::Value(value) => format!("{name} = {}", value.tokens),
    }
}
