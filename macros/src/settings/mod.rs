//! The vocabulary of the attribute as data: the settings, their forms, and their names elsewhere.
//!
//! One table drives the parser's dispatch, the suggestions for misspelt names, the forms in messages, and the reference
//! documentation.

mod gone;
mod inside;
mod meant;
mod reader;
pub(crate) mod reference;
mod sdks;
mod table;
mod words;

pub(crate) use inside::{EntriesOf, Inside, Known, ListOf, Paths, Table, Values};
pub(crate) use reader::Reader;
pub(crate) use table::SETTINGS;

pub(crate) use words::{Word, choose, find, named};

use tool_router_core::markdown::and;

use crate::syntax::{Body, Entry, Items, Parentheses, Shape, Single};

/// One row of a table: the description of a setting, and the function that reads its entry into `T`.
pub(crate) struct Setting<T: 'static> {
    pub(crate) info: Info,
    pub(crate) read: fn(&mut T, &Entry, &'static Info, &mut Reader),
}

/// The description of a setting.
pub(crate) struct Info {
    pub(crate) name: &'static str,
    /// How it is written, the usual form first. Each form is valid by itself.
    pub(crate) forms: &'static [&'static str],
    /// What it decides, in one sentence.
    pub(crate) summary: &'static str,
    /// What applies if it is omitted.
    pub(crate) default: &'static str,
    /// Its names in SDKs and on the wire.
    pub(crate) foreign: &'static [&'static str],
    /// The content of its parentheses and the values after its `=`, if these are more than text and numbers.
    pub(crate) keys: Option<&'static dyn Table>,
}

impl Info {
    /// The rows for what stands in this setting's parentheses.
    pub(crate) fn nested(&self) -> Vec<&'static Info> {
        self.keys.map(Table::rows).unwrap_or_default()
    }

    /// The forms of its entry, derived from `forms`.
    pub(crate) fn shape(&'static self) -> Shape {
        let rests = self.forms.iter().filter_map(|form| form.strip_prefix(self.name));
        let mut shape = Shape { list: None, parentheses: Parentheses::Nothing, value: None };
        for rest in rests.map(|rest| rest.strip_prefix('?').unwrap_or(rest)) {
            if let Some(item) = rest.strip_prefix(" = [") {
                shape.list = Some(if item.starts_with('"') { Items::Texts } else { Items::Words });
            } else if rest.starts_with('(') {
                shape.parentheses = self.parentheses();
            } else if !rest.is_empty() {
                let single = if matches!(rest, " = true" | " = false") { Single::Flag } else { Single::Any };
                shape.value = shape.value.max(Some(single));
            }
        }
        // What is only ever named alone can be switched off as well.
        if shape.list.is_none() && matches!(shape.parentheses, Parentheses::Nothing) {
            shape.value = shape.value.or(Some(Single::Flag));
        }
        shape
    }

    /// The names of the settings inside this one, here and in SDKs.
    pub(crate) fn names_inside(&self) -> impl Iterator<Item = &'static str> {
        let rows = self.keys.into_iter().flat_map(|keys| keys.rows());
        rows.flat_map(|row| row.foreign.iter().copied().chain([row.name]))
    }

    fn parentheses(&'static self) -> Parentheses {
        match self.keys {
            Some(keys) if keys.entries().is_none() => Parentheses::Settings(Some(self)),
            _ => Parentheses::Entries { forms: self.forms },
        }
    }

    /// How to write it, for a help: in the form most similar to what was written, and the alternatives.
    pub(crate) fn how_to_write(&self, written: Option<&Body>) -> String {
        let is_like = |form: &&&str| match (form.strip_prefix(self.name), written) {
            (Some(rest), Some(Body::Group(_))) => rest.starts_with('('),
            // Whoever gives a value does not mean to disable it.
            (Some(rest), Some(Body::Value(_))) => rest.starts_with(" =") && rest != " = false",
            (Some(rest), Some(Body::Optional(..))) => !rest.starts_with('?'),
            _ => true,
        };
        let Some(best) = self.forms.iter().find(is_like).or(self.forms.first()) else { return String::new() };
        let others: Vec<String> =
            self.forms.iter().filter(|form| *form != best).map(|form| format!("`{form}`")).collect();
        match others.len() {
            0 => format!("write `{best}`"),
            1 => format!("write `{best}`; another form is {}", and(others)),
            _ => format!("write `{best}`; other forms are {}", and(others)),
        }
    }
}
