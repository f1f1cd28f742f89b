//! `multi_account(…)`: several accounts of one toolkit in one session.

use tool_router_core::config;

use super::{Declaration, Draft, Said, Spanned, Switch};
use crate::{
    diagnostic::Diagnostic,
    rules::{CONTRADICTORY_FLAGS, MAX_PER_TOOLKIT},
    settings::{Info, Reader, Setting},
    syntax::{Body, Entry},
};

/// Several accounts of one toolkit, as declared.
#[derive(Clone, Debug, Default)]
pub(crate) struct MultiAccount {
    /// Whether it is on; any other part turns it on.
    pub(crate) switch: Switch,
    /// Whether it is turned on at run time, or not at all.
    pub(crate) at_run_time: bool,
    pub(crate) max_per_toolkit: Said<Spanned<Maximum>>,
    pub(crate) explicit_selection: Said<Spanned<bool>>,
}

/// How many accounts a toolkit can have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Maximum {
    /// The number, or the bound of what is supplied at run time; by default the API's.
    pub(crate) most: Option<u8>,
    /// Whether a number can be supplied at run time.
    pub(crate) at_run_time: bool,
}

impl MultiAccount {
    /// Whether it is on, unless a mistake leaves that open or it is decided at run time.
    pub(crate) fn is_on(&self) -> Option<bool> {
        self.switch.is_on().filter(|on| !(*on && self.at_run_time))
    }
}

impl Draft for MultiAccount {
    fn doubt(&mut self) {
        let Self { switch, at_run_time: _, max_per_toolkit, explicit_selection } = self;
        switch.doubt();
        max_per_toolkit.doubt();
        explicit_selection.doubt();
    }

    fn repeat(&mut self, again: Self) {
        let Self { switch, at_run_time, max_per_toolkit, explicit_selection } = again;
        self.switch.repeat(switch);
        self.at_run_time |= at_run_time;
        self.max_per_toolkit.repeat(max_per_toolkit);
        self.explicit_selection.repeat(explicit_selection);
    }
}

/// The settings inside `multi_account(…)`.
pub(crate) static KEYS: [Setting<MultiAccount>; 4] = [
    Setting {
        info: Info {
            name: "enable",
            forms: &["enable"],
            summary: "A user can have several accounts per toolkit in the session.",
            default: "enabled if `multi_account` is written",
            foreign: &["enabled", "on"],
            keys: None,
        },
        read: |accounts, entry, info, reader| accounts.switch.read(entry, info, "multi_account", reader),
    },
    Setting {
        info: Info {
            name: "disable",
            forms: &["disable"],
            summary: "A user has one account per toolkit, whatever the project's setting.",
            default: "enabled if `multi_account` is written",
            foreign: &["disabled", "off"],
            keys: None,
        },
        read: |accounts, entry, info, reader| accounts.switch.read(entry, info, "multi_account", reader),
    },
    Setting {
        info: Info {
            name: "max_per_toolkit",
            forms: &["max_per_toolkit = 3", "max_per_toolkit?", "max_per_toolkit? = 5"],
            summary: "The maximum number of accounts per toolkit, 2 to 10; with `?` a smaller one can be supplied at run time.",
            default: "the project's setting",
            foreign: &["max_accounts_per_toolkit", "maxAccountsPerToolkit", "max_accounts", "max"],
            keys: None,
        },
        read: |accounts, entry, info, reader| accounts.max_per_toolkit = maximum(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "explicit_selection",
            forms: &["explicit_selection", "explicit_selection = false"],
            summary: "Whether each call has to name its account.",
            default: "it does",
            foreign: &["require_explicit_selection", "requireExplicitSelection"],
            keys: None,
        },
        read: |accounts, entry, info, reader| accounts.explicit_selection = reader.flag(entry, info),
    },
];

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    let accounts = declaration.multi_account.get_or_insert_default();
    let (body, at_run_time) = entry.body.behind_mark();
    // A part of it may have been found in the wrong place.
    accounts.at_run_time |= at_run_time;
    let unmarked = Entry { body: body.clone(), ..entry.clone() };
    match body {
        Body::Bare if at_run_time => {}
        Body::Value(_) if at_run_time => reader.wrong_form(entry, info),
        _ => {
            if let Some(group) = accounts.switch.short(&unmarked, info, true, reader) {
                reader.fill(accounts, group, &KEYS, Some(info));
            }
        }
    }
    if let Said::Yes(switch) = accounts.switch.said()
        && at_run_time
    {
        let what = "`multi_account?` leaves to run time whether it is on, and this decides it";
        let help = "remove it, or remove the `?`";
        reader.push(Diagnostic::new(&CONTRADICTORY_FLAGS, &switch.tokens, what).help(help));
    }
}

fn maximum(entry: &Entry, info: &Info, reader: &mut Reader) -> Said<Spanned<Maximum>> {
    let (body, at_run_time) = entry.body.behind_mark();
    if let Body::Bare = body
        && at_run_time
    {
        return Said::Yes(Spanned::new(Maximum { most: None, at_run_time }, entry.tokens()));
    }
    let unmarked = Entry { body: body.clone(), ..entry.clone() };
    let Some(Spanned { value, tokens }) = reader.integer(&unmarked, info) else { return Said::Wrong };
    match u8::try_from(value) {
        Ok(most) if config::MAX_PER_TOOLKIT.contains(&most) => {
            Said::Yes(Spanned::new(Maximum { most: Some(most), at_run_time }, tokens))
        }
        _ => {
            let (least, most) = (config::MAX_PER_TOOLKIT.start(), config::MAX_PER_TOOLKIT.end());
            let near = value.clamp(i128::from(*least), i128::from(*most));
            let accounts = if value == 1 { "account" } else { "accounts" };
            let what = format!("a session with `multi_account` cannot take {value} {accounts} of a toolkit");
            let help = format!(
                "write a number from {least} to {most}, such as `{near}`; for one account remove `multi_account`"
            );
            reader.push(Diagnostic::new(&MAX_PER_TOOLKIT, &tokens, what).help(help));
            Said::Wrong
        }
    }
}
