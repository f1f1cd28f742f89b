//! `manage_connections(…)`: what happens when the user has not connected a toolkit.

use std::time::Duration;

use proc_macro2::TokenStream;

use super::{Declaration, Draft, Said, Spanned, Supplied, Switch};
use tool_router_core::{
    config::DEFAULT_WAIT,
    grammar::{duration, url},
};

use crate::{
    diagnostic::Diagnostic,
    rules::{CALLBACK_URL, DURATION},
    settings::{Info, Reader, Setting},
    syntax::{Body, Entry, Value, ValueKind},
};

/// Connection management as it is declared.
#[derive(Clone, Debug, Default)]
pub(crate) struct ManageConnections {
    /// Whether the agent manages connections, with the tokens of the flag.
    pub(crate) switch: Switch,
    /// How long creation waits for the connections; the inner `None` is `wait = false`.
    pub(crate) wait: Said<Spanned<Option<Duration>>>,
    pub(crate) callback_url: Said<Spanned<Supplied<String>>>,
    pub(crate) removal: Said<Spanned<bool>>,
    /// Whether the value comes from a preset and not from the declaration.
    pub(crate) by_preset: bool,
    /// The setting's entry, if there is one.
    entry: Option<Entry>,
}

impl ManageConnections {
    /// Whether the setting has a value.
    pub(crate) fn is_said(&self) -> bool {
        let Self { switch, wait, callback_url, removal, by_preset: _, entry: _ } = self;
        !(switch.said().is_no() && wait.is_no() && callback_url.is_no() && removal.is_no())
    }

    /// A help that rewrites the setting with the given switch and waiting, and keeps the rest. It begins with a verb.
    pub(crate) fn changed(&self, enable: bool, waits: Option<bool>) -> String {
        format!("{} `{}`", if self.entry.is_some() { "write" } else { "add" }, self.rewritten(enable, waits))
    }

    /// Whether the declaration writes the setting.
    pub(crate) fn is_written(&self) -> bool {
        self.entry.is_some()
    }

    /// The setting disabled. It keeps its callback URL if the application still makes links.
    pub(crate) fn disabled(&self, keeps_callback: bool) -> String {
        let rewritten = self.rewritten(false, None);
        if keeps_callback { rewritten } else { "manage_connections = false".to_owned() }
    }

    /// The setting with the given switch and waiting. Parts that have no effect without connection management are
    /// dropped with it.
    pub(crate) fn rewritten(&self, enable: bool, waits: Option<bool>) -> String {
        let entries = match self.entry.as_ref().map(|entry| &entry.body) {
            Some(Body::Group(group)) => group.entries.as_slice(),
            _ => &[],
        };
        let is_kept = |entry: &&Entry| match entry.key.name.as_str() {
            "enable" | "disable" => false,
            "wait" => enable && waits.is_none(),
            "removal" => enable,
            _ => true,
        };
        let switch = if enable { "enable" } else { "disable" };
        let own_wait = entries.iter().find(|entry| entry.key.name == "wait").filter(|_| self.deadline().is_some());
        let wait = waits.filter(|waits| *waits).map(|_| own_wait.map_or_else(|| "wait".to_owned(), Entry::text));
        let kept: Vec<String> = wait.into_iter().chain(entries.iter().filter(is_kept).map(Entry::text)).collect();
        match &kept[..] {
            [] => format!("manage_connections = {enable}"),
            kept => format!("manage_connections({switch}, {})", kept.join(", ")),
        }
    }

    /// The deadline, and the tokens that request it.
    pub(crate) fn deadline(&self) -> Option<Spanned<Duration>> {
        let wait = self.wait.yes()?;
        wait.value.map(|deadline| Spanned::new(deadline, &wait.tokens))
    }
}

impl Draft for ManageConnections {
    fn doubt(&mut self) {
        let Self { switch, wait, callback_url, removal, by_preset: _, entry: _ } = self;
        switch.doubt();
        wait.doubt();
        callback_url.doubt();
        removal.doubt();
    }

    fn repeat(&mut self, again: Self) {
        let Self { switch, wait, callback_url, removal, by_preset: _, entry: _ } = again;
        self.switch.repeat(switch);
        self.wait.repeat(wait);
        self.callback_url.repeat(callback_url);
        self.removal.repeat(removal);
    }
}

/// The settings inside `manage_connections(…)`.
pub(crate) static KEYS: [Setting<ManageConnections>; 5] = [
    Setting {
        info: Info {
            name: "enable",
            forms: &["enable"],
            summary: "The agent can make auth links and give them to the user.",
            default: "enabled",
            foreign: &["enabled", "on", "auto_manage_connections", "autoManageConnections"],
            keys: None,
        },
        read: |connections, entry, info, reader| connections.switch.read(entry, info, "manage_connections", reader),
    },
    Setting {
        info: Info {
            name: "disable",
            forms: &["disable"],
            summary: "The agent cannot make auth links: tools of unconnected toolkits fail.",
            default: "enabled",
            foreign: &["disabled", "off"],
            keys: None,
        },
        read: |connections, entry, info, reader| connections.switch.read(entry, info, "manage_connections", reader),
    },
    Setting {
        info: Info {
            name: "wait",
            forms: &["wait", "wait = \"10m\""],
            summary: "`create` shows each auth link and returns once every toolkit of the allowlist is connected, \
                      within 10 minutes or the time given.",
            default: "`create` returns at once",
            foreign: &[
                "wait_for_connections",
                "waitForConnections",
                "enable_wait_for_connections",
                "enableWaitForConnections",
                "timeout",
                "deadline",
            ],
            keys: None,
        },
        read: |connections, entry, info, reader| connections.wait = wait(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "callback_url",
            forms: &["callback_url = \"https://app.example.com/auth/callback\"", "callback_url"],
            summary: "Where the user's browser goes after authenticating; without a value it is supplied at run time.",
            default: "a page of the router tells the user to go back",
            foreign: &[
                "callbackUrl",
                "callback",
                "callback_uri",
                "callbackUri",
                "redirect_uri",
                "redirect_url",
                "redirectUrl",
                "redirectUri",
            ],
            keys: None,
        },
        read: |connections, entry, info, reader| connections.callback_url = callback(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "removal",
            forms: &["removal = false"],
            summary: "Whether the agent can remove a connection.",
            default: "it can",
            foreign: &["enable_connection_removal", "enableConnectionRemoval", "connection_removal", "remove"],
            keys: None,
        },
        read: |connections, entry, info, reader| connections.removal = reader.flag(entry, info),
    },
];

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    let connections = &mut declaration.manage_connections;
    connections.entry = (entry.key.written() == info.name).then(|| entry.clone());
    if let Some(group) = connections.switch.short(entry, info, false, reader) {
        reader.fill(connections, group, &KEYS, Some(info));
    }
}

fn wait(entry: &Entry, info: &Info, reader: &mut Reader) -> Said<Spanned<Option<Duration>>> {
    let (text, tokens): (String, &TokenStream) = match &entry.body {
        Body::Bare => return Said::Yes(Spanned::new(Some(DEFAULT_WAIT), &entry.key.tokens)),
        Body::Value(Value { kind: ValueKind::Flag(wait), .. }) => {
            return Said::Yes(Spanned::new(wait.then_some(DEFAULT_WAIT), entry.tokens()));
        }
        Body::Value(Value { kind: ValueKind::Text(text), tokens }) => (text.clone(), tokens),
        Body::Value(Value { kind: ValueKind::Integer { suffix, .. }, tokens }) => {
            let written = tokens.to_string().replace(' ', "");
            if !suffix.is_empty() && duration::parse(&written).is_ok() {
                let help = format!("write `\"{written}\"`");
                reader.push(Diagnostic::new(&DURATION, tokens, "a duration is written as a string").help(help));
                return Said::Wrong;
            }
            (written, tokens)
        }
        _ => {
            reader.wrong_form(entry, info);
            return Said::Wrong;
        }
    };
    match duration::parse(&text) {
        Ok(deadline) => Said::Yes(Spanned::new(Some(deadline), entry.tokens())),
        Err(error) => {
            reader.push(Diagnostic::new(&DURATION, tokens, error.to_string()).help(error.help()));
            Said::Wrong
        }
    }
}

fn callback(entry: &Entry, info: &Info, reader: &mut Reader) -> Said<Spanned<Supplied<String>>> {
    if matches!(entry.body, Body::Bare) {
        return Said::Yes(Spanned::new(Supplied::AtRunTime, &entry.key.tokens));
    }
    let Said::Yes(Spanned { value: text, tokens }) = reader.text(entry, info) else { return Said::Wrong };
    match url::check(&text) {
        Ok(()) => Said::Yes(Spanned::new(Supplied::Here(text), tokens)),
        Err(error) => {
            reader.push(Diagnostic::new(&CALLBACK_URL, &tokens, error.to_string()).help(error.help(&text)));
            Said::Wrong
        }
    }
}
