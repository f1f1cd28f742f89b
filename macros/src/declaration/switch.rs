//! `enable` and `disable`, one of which applies to a setting.

use super::{Said, Spanned};
use crate::{
    diagnostic::Diagnostic,
    rules::CONTRADICTORY_FLAGS,
    settings::{Info, Reader},
    syntax::{Body, Entry, Group, plain},
};

/// Whether a setting is on, with the tokens of the flag.
#[derive(Clone, Debug, Default)]
pub(crate) struct Switch(Said<Spanned<bool>>);

impl Switch {
    /// The value, if given.
    pub(crate) fn said(&self) -> &Said<Spanned<bool>> {
        &self.0
    }

    /// Sets the value in place of the declaration.
    pub(crate) fn set(&mut self, said: Said<Spanned<bool>>) {
        self.0 = said;
    }

    /// Whether it is on (the default), or `None` if a mistake leaves that open.
    pub(crate) fn is_on(&self) -> Option<bool> {
        match &self.0 {
            Said::No => Some(true),
            Said::Unread | Said::Wrong => None,
            Said::Yes(on) => Some(on.value),
        }
    }

    /// A help for a setting that this switch makes ineffective.
    pub(crate) fn help_to_enable(&self) -> String {
        match self.0.yes() {
            Some(said) => format!("remove it, or remove `{}`", plain(&said.tokens)),
            None => "remove it".to_owned(),
        }
    }

    pub(crate) fn doubt(&mut self) {
        self.0.doubt();
    }

    /// As for [`Draft::repeat`](super::Draft::repeat).
    pub(crate) fn repeat(&mut self, again: Self) {
        self.0.repeat(again.0);
    }

    /// Reads `enable`, `disable`, or either with `= true` or `= false`, inside the parentheses of `setting`.
    pub(crate) fn read(&mut self, entry: &Entry, info: &Info, setting: &str, reader: &mut Reader) {
        let said = match reader.flag(entry, info) {
            Said::Yes(Spanned { value, tokens }) => {
                let value = if info.name == "disable" { !value } else { value };
                Said::Yes(Spanned { value, tokens })
            }
            other => other,
        };
        match (&self.0, &said) {
            (Said::Yes(first), Said::Yes(second)) if first.value != second.value => {
                let what = format!("`{setting}` is enabled and disabled");
                let disabling = if first.value { second } else { first };
                let help = "remove one of the two";
                reader.push(Diagnostic::new(&CONTRADICTORY_FLAGS, &disabling.tokens, what).help(help));
                self.0 = Said::Wrong;
            }
            (Said::Wrong, _) => {}
            _ => self.0 = said,
        }
    }

    /// Reads the short forms `setting = true` and `setting = false`, and `setting` if `bare` allows it. Parentheses are
    /// returned for the setting to read.
    pub(crate) fn short<'a>(
        &mut self,
        entry: &'a Entry,
        info: &Info,
        bare: bool,
        reader: &mut Reader,
    ) -> Option<&'a Group> {
        match &entry.body {
            Body::Bare if bare => self.0 = Said::Yes(Spanned::new(true, &entry.key.tokens)),
            Body::Value(value) if value.as_flag().is_some() => self.0 = reader.respelt_flag(entry, info),
            Body::Group(group) if reader.is_empty(group, info) => self.0 = Said::Wrong,
            Body::Group(group) => return Some(group),
            _ => {
                reader.wrong_form(entry, info);
                self.0 = Said::Wrong;
            }
        }
        None
    }
}
