//! `multi_account(…)`: several accounts of one toolkit in one session.

use super::{Declaration, Said, Spanned};
use crate::{
    diagnostic::Diagnostic,
    rules::{CONTRADICTORY_FLAGS, MAX_PER_TOOLKIT, WRONG_FORM},
    settings::{Facts, Reader, Setting},
    syntax::{Body, Entry, Value, ValueKind},
};

/// Several accounts of one toolkit, as declared.
#[derive(Clone, Debug, Default)]
pub(crate) struct MultiAccount {
    /// Whether it is on; saying anything else turns it on.
    pub(crate) enabled: Said<Spanned<bool>>,
    pub(crate) max_per_toolkit: Said<Spanned<u8>>,
    pub(crate) explicit_selection: Said<Spanned<bool>>,
}

/// The settings inside `multi_account(…)`.
pub(crate) static KEYS: [Setting<MultiAccount>; 4] = [
    Setting {
        facts: Facts {
            name: "enable",
            forms: &["enable"],
            summary: "A user can have several accounts of a toolkit in the session.",
            default: "enabled where `multi_account` is written",
            foreign: &["enabled", "on"],
            keys: None,
        },
        read: |accounts, entry, facts, reader| {
            let enable = reader.flag(entry, facts);
            accounts.switch(enable, reader);
        },
    },
    Setting {
        facts: Facts {
            name: "disable",
            forms: &["disable"],
            summary: "One account of a toolkit, whatever the project's own setting is.",
            default: "enabled where `multi_account` is written",
            foreign: &["disabled", "off"],
            keys: None,
        },
        read: |accounts, entry, facts, reader| {
            let disable = match reader.flag(entry, facts) {
                Said::Yes(Spanned { value, tokens }) => Said::Yes(Spanned { value: !value, tokens }),
                other => other,
            };
            accounts.switch(disable, reader);
        },
    },
    Setting {
        facts: Facts {
            name: "max_per_toolkit",
            forms: &["max_per_toolkit = 3"],
            summary: "How many accounts of a toolkit the session takes, 2 to 10.",
            default: "the project's setting",
            foreign: &["max_accounts_per_toolkit", "maxAccountsPerToolkit", "max_accounts", "max", "limit"],
            keys: None,
        },
        read: |accounts, entry, facts, reader| accounts.max_per_toolkit = maximum(entry, facts, reader),
    },
    Setting {
        facts: Facts {
            name: "explicit_selection",
            forms: &["explicit_selection", "explicit_selection = false"],
            summary: "Whether each call has to name its account.",
            default: "it has to",
            foreign: &["require_explicit_selection", "requireExplicitSelection"],
            keys: None,
        },
        read: |accounts, entry, facts, reader| accounts.explicit_selection = reader.flag(entry, facts),
    },
];

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, facts: &'static Facts, reader: &mut Reader) {
    let accounts = declaration.multi_account.get_or_insert_default();
    match &entry.body {
        Body::Bare => accounts.enabled = Said::Yes(Spanned::new(true, &entry.key.tokens)),
        Body::Value(Value { kind: ValueKind::Flag(enabled), .. }) => {
            accounts.enabled = Said::Yes(Spanned::new(*enabled, entry.tokens()));
        }
        Body::Group(group) if group.entries.is_empty() && !group.incomplete => {
            let help = facts.how_to_write();
            reader.push(Diagnostic::new(&WRONG_FORM, &group.tokens, "`multi_account()` says nothing").help(help));
        }
        Body::Group(group) => reader.fill(accounts, group, &KEYS, Some(facts)),
        _ => {
            reader.wrong_form(entry, facts);
            accounts.enabled = Said::Wrong;
        }
    }
}

impl MultiAccount {
    fn switch(&mut self, said: Said<Spanned<bool>>, reader: &mut Reader) {
        match (&self.enabled, &said) {
            (Said::Yes(first), Said::Yes(second)) if first.value != second.value => {
                let what = "`multi_account` is enabled and disabled";
                reader.push(Diagnostic::new(&CONTRADICTORY_FLAGS, &second.tokens, what).help("keep one of the two"));
                self.enabled = Said::Wrong;
            }
            (Said::Wrong, _) => {}
            _ => self.enabled = said,
        }
    }

    /// Whether several accounts are taken, or `None` where a mistake leaves that open.
    pub(crate) fn is_enabled(&self) -> Option<bool> {
        match &self.enabled {
            Said::No => Some(true),
            Said::Wrong => None,
            Said::Yes(enabled) => Some(enabled.value),
        }
    }
}

fn maximum(entry: &Entry, facts: &Facts, reader: &mut Reader) -> Said<Spanned<u8>> {
    let Body::Value(Value { kind: ValueKind::Integer { value, suffix }, tokens }) = &entry.body else {
        reader.wrong_form(entry, facts);
        return Said::Wrong;
    };
    match u8::try_from(*value) {
        Ok(maximum @ 2..=10) if suffix.is_empty() => Said::Yes(Spanned::new(maximum, tokens)),
        _ => {
            let what = format!("a session cannot take {value} accounts of a toolkit");
            let help = "write a number from 2 to 10; for one account leave `multi_account` out";
            reader.push(Diagnostic::new(&MAX_PER_TOOLKIT, tokens, what).help(help));
            Said::Wrong
        }
    }
}
