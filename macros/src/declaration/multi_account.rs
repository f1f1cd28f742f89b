//! `multi_account(…)`: several accounts of one toolkit in one session.

use tool_router_core::config;

use super::{Declaration, Draft, Said, Spanned, Switch};
use crate::{
    diagnostic::Diagnostic,
    rules::MAX_PER_TOOLKIT,
    settings::{Info, Reader, Setting},
    syntax::Entry,
};

/// Several accounts of one toolkit, as declared.
#[derive(Clone, Debug, Default)]
pub(crate) struct MultiAccount {
    /// Whether it is on; any other part turns it on.
    pub(crate) switch: Switch,
    pub(crate) max_per_toolkit: Said<Spanned<u8>>,
    pub(crate) explicit_selection: Said<Spanned<bool>>,
}

impl Draft for MultiAccount {
    fn doubt(&mut self) {
        let Self { switch, max_per_toolkit, explicit_selection } = self;
        switch.doubt();
        max_per_toolkit.doubt();
        explicit_selection.doubt();
    }

    fn repeat(&mut self, again: Self) {
        let Self { switch, max_per_toolkit, explicit_selection } = again;
        self.switch.repeat(switch);
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
            forms: &["max_per_toolkit = 3"],
            summary: "The maximum number of accounts per toolkit, 2 to 10.",
            default: "the project's setting",
            foreign: &["max_accounts_per_toolkit", "maxAccountsPerToolkit", "max_accounts", "max", "limit"],
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
    if let Some(group) = accounts.switch.short(entry, info, true, reader) {
        reader.fill(accounts, group, &KEYS, Some(info));
    }
}

fn maximum(entry: &Entry, info: &Info, reader: &mut Reader) -> Said<Spanned<u8>> {
    let Some(Spanned { value, tokens }) = reader.integer(entry, info) else { return Said::Wrong };
    match u8::try_from(value) {
        Ok(maximum) if config::MAX_PER_TOOLKIT.contains(&maximum) => Said::Yes(Spanned::new(maximum, tokens)),
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
