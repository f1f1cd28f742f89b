//! Finds the setting that an unknown name was meant to be.

use tool_router_core::grammar::spelling::nearest;

use super::{
    Info, Reader, SETTINGS, Setting, Table, Values,
    gone::{Now, gone},
    reader::SESSION,
    sdks::{self, Instead},
};
use crate::{
    diagnostic::Diagnostic,
    rules::{GONE_SETTING, UNKNOWN_SETTING},
    syntax::{Body, Entry, Group, Key, KeyForm, Value, ValueKind},
};

/// What an entry's name refers to.
pub(super) enum Found<T: 'static> {
    Row(&'static Setting<T>),
    /// A row that is also present under its own name.
    Again(&'static Setting<T>),
    /// An entry that belongs inside this row's parentheses or after its `=`, moved there.
    Inside(&'static Setting<T>, Box<Entry>),
    /// A setting that belongs outside of these parentheses, and is read there.
    Elsewhere,
    Nothing,
}

impl Reader {
    /// Finds the row that an entry refers to. A name that is slightly wrong is reported and then treated as what was
    /// most likely meant, so that its content is read and nothing is reported as missing. It is never treated as one of
    /// the settings that `said` already names: the mistake would be shown a second time, at the right one.
    pub(super) fn find<T>(
        &mut self,
        entry: &Entry,
        table: &'static [Setting<T>],
        of: Option<&'static Info>,
        said: &[&str],
        group: &Group,
    ) -> Found<T> {
        let Key { name, tokens, .. } = &entry.key;
        let known = table.iter().find(|setting| setting.info.name == name);
        if let Some(setting) = known.filter(|_| !entry.key.is_text()) {
            self.form_of(&entry.key);
            return Found::Row(setting);
        }
        // What was meant by what is reported already nobody knows.
        if matches!(entry.body, Body::Broken) || entry.is_loose {
            return Found::Nothing;
        }
        let place = format!("`{}`", of.map_or(self.attribute, |info| info.name));
        let gone = gone(name).filter(|_| self.attribute == SESSION && known.is_none());
        let mut unknown = |help: String| {
            let written = entry.key.written();
            self.diagnostics.push(match gone {
                Some(gone) => {
                    let what = format!("`{written}` is gone from the API: {}", gone.successor());
                    Diagnostic::new(&GONE_SETTING, tokens, what).help(help)
                }
                None => {
                    let what = format!("`{written}` is not a setting of {place}");
                    Diagnostic::new(&UNKNOWN_SETTING, tokens, what).help(help)
                }
            });
        };
        match gone.map(|gone| &gone.now) {
            Some(Now::Nothing(why)) => {
                unknown(format!("remove it: {why}"));
                return Found::Elsewhere;
            }
            Some(Now::Entries(entries)) => {
                let is_off = matches!(&entry.body, Body::Value(value) if value.as_flag() == Some(false));
                if is_off || of.is_some() || said.contains(&"app") {
                    unknown("remove it: `app` decides about that".to_owned());
                    return Found::Elsewhere;
                }
                unknown(format!("write `{entries}`"));
                return Found::Nothing;
            }
            Some(Now::Setting(_)) | None => {}
        }
        let is_session = self.attribute == SESSION;
        // `userId` on a field is the `user_id` that belongs there.
        let alike = |own: &str| own.replace('_', "").eq_ignore_ascii_case(&name.replace('_', ""));
        let belongs_here = of.is_some_and(|of| of.names_inside().any(alike));
        if let Some(instead) = sdks::undeclared(name).filter(|_| is_session && known.is_none() && !belongs_here) {
            let inside: &[Entry] = match entry.body.behind_mark().0 {
                Body::Group(group) => &group.entries,
                _ => &[],
            };
            match instead {
                Instead::Later(why) => unknown(format!("remove it: {why}")),
                Instead::Inside if inside.is_empty() => unknown("remove it: it has no settings inside".to_owned()),
                Instead::Inside => {
                    let texts: Vec<String> = inside.iter().map(|entry| called_here(entry).text()).collect();
                    let what = format!("`{name}` is not a setting of {place}");
                    let help = format!("write `{}`, without `{name}` around it", texts.join(", "));
                    self.push(Diagnostic::new(&UNKNOWN_SETTING, entry.tokens(), what).help(help));
                    self.misplaced.extend(inside.iter().cloned());
                }
            }
            return Found::Elsewhere;
        }
        let why = sdks::included(name, said).filter(|_| is_session);
        if let Some(why) = why {
            unknown(format!("remove it: {why}"));
            return Found::Elsewhere;
        }
        let difference = |setting: &str| match sdks::difference(name, setting).filter(|_| is_session) {
            Some(difference) => format!(": {difference}"),
            None => String::new(),
        };
        let foreign = || table.iter().find(|setting| setting.info.foreign.contains(&name.as_str()));
        let meant = known.or_else(foreign);
        if let Some(setting) = meant.filter(|setting| !said.contains(&setting.info.name)) {
            unknown(format!("write `{}`{}", setting.info.name, difference(setting.info.name)));
            return Found::Row(setting);
        }
        if let Some(info) = of
            && SETTINGS.iter().any(|setting| setting.info.name == name)
        {
            unknown(format!("write `{}` beside `{}`, not inside its parentheses", entry.text(), info.name));
            self.misplaced.push(entry.clone());
            return Found::Elsewhere;
        }
        if of.is_none()
            && let Some((setting, key)) = inner(name, table)
        {
            let inside = wrap(entry, setting, key);
            unknown(match group.entries.iter().find(|entry| entry.key.name == setting.info.name) {
                Some(outer) => format!("move it: `{}`{}", within(outer, &inside), difference(key.name)),
                None => format!("write `{}`{}", inside.text(), difference(key.name)),
            });
            return Found::Inside(setting, Box::new(inside));
        }
        if of.is_none()
            && let Some(setting) = table.iter().find(|setting| is_value(entry, &setting.info))
            && !said.contains(&setting.info.name)
        {
            unknown(format!("write `{} = {name}`", setting.info.name));
            let value = Value { kind: ValueKind::Word(name.clone()), tokens: tokens.clone() };
            let key = Key { name: setting.info.name.to_owned(), form: KeyForm::Word, tokens: tokens.clone() };
            return Found::Inside(setting, Box::new(Entry::new(key, Body::Value(value))));
        }
        let named = |name: &str| table.iter().find(|setting| setting.info.name == name);
        let all = || table.iter().map(|setting| setting.info.name);
        if let Some(setting) = nearest(name, all().filter(|name| !said.contains(name))).and_then(named) {
            unknown(format!("did you mean `{}`?", setting.info.name));
            return Found::Row(setting);
        }
        if let Some(setting) = meant.or_else(|| nearest(name, all()).and_then(named)) {
            unknown(format!("remove it: it means `{}`, which is already set", setting.info.name));
            return Found::Again(setting);
        }
        if of.is_none()
            && let Some(setting) = table.iter().find(|setting| is_value(entry, &setting.info))
        {
            unknown(format!("remove it: it is a value of `{}`, which is already set", setting.info.name));
            return Found::Elsewhere;
        }
        let names: Vec<String> = table.iter().map(|setting| format!("`{}`", setting.info.name)).collect();
        unknown(format!("remove it; the settings of {place} are {}", names.join(", ")));
        Found::Nothing
    }
}

/// The single row, and the key inside its parentheses, that `name` can refer to.
fn inner<T>(name: &str, table: &'static [Setting<T>]) -> Option<(&'static Setting<T>, &'static Info)> {
    let mut places = table.iter().flat_map(|setting| {
        let keys = setting.info.nested().into_iter();
        keys.filter(|key| key.name == name || key.foreign.contains(&name)).map(move |key| (setting, key))
    });
    places.next().filter(|_| places.next().is_none())
}

/// An entry of the attribute by the name that it has here, if it is written by one of its others.
fn called_here(entry: &Entry) -> Entry {
    let mut called = entry.clone();
    if let Some(row) = SETTINGS.iter().find(|row| row.info.foreign.contains(&entry.key.name.as_str())) {
        called.key = Key { name: row.info.name.to_owned(), form: KeyForm::Word, tokens: entry.key.tokens.clone() };
    }
    called
}

/// The text of a setting with what belongs inside it.
fn within(outer: &Entry, inside: &Entry) -> String {
    let (body, is_optional) = outer.body.behind_mark();
    let entries = |body: &Body| match body {
        Body::Group(group) => group.entries.iter().map(Entry::text).collect(),
        Body::Value(Value { kind: ValueKind::Flag(on), .. }) => vec![if *on { "enable" } else { "disable" }.to_owned()],
        _ => Vec::new(),
    };
    let all: Vec<String> = entries(body).into_iter().chain(entries(&inside.body)).collect();
    format!("{}{}({})", outer.key.text(), if is_optional { "?" } else { "" }, all.join(", "))
}

/// Whether an entry is one of a setting's words, without the setting.
fn is_value(entry: &Entry, info: &Info) -> bool {
    let is_word = matches!(entry.body, Body::Bare) && entry.key.form == KeyForm::Word;
    match info.keys.map(Table::values) {
        Some(Values::Word(words)) if is_word => words.iter().any(|word| word.name == entry.key.name),
        _ => false,
    }
}

/// `setting(key …)` for an entry that was written without the setting around it.
fn wrap<T>(entry: &Entry, setting: &Setting<T>, key: &Info) -> Entry {
    let named = |name: &str| Key { name: name.to_owned(), form: KeyForm::Word, tokens: entry.key.tokens.clone() };
    let inner = Entry { key: named(key.name), ..entry.clone() };
    let group = Group { entries: vec![inner], tokens: entry.tokens(), incomplete: false };
    Entry::new(named(setting.info.name), Body::Group(group))
}
