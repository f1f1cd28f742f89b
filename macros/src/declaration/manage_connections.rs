//! `manage_connections(…)`: what happens when the user has not connected a toolkit.

use std::time::Duration;

use proc_macro2::TokenStream;

use super::{Declaration, Draft, Said, SlugOf, Slugs, Spanned, Supplied, Switch};
use tool_router_core::{
    Missing,
    config::DEFAULT_WAIT,
    grammar::{duration, url},
};

use crate::{
    diagnostic::Diagnostic,
    rules::{CALLBACK_URL, DURATION, WRONG_FORM},
    settings::{Info, Reader, Setting, Word, choose},
    syntax::{Body, Entry, Value, ValueKind},
};

/// Connection management as it is declared.
#[derive(Clone, Debug, Default)]
pub(crate) struct ManageConnections {
    /// Whether the agent manages connections, with the tokens of the flag.
    pub(crate) switch: Switch,
    /// How long creation waits for the connections; the inner `None` is `wait = false`.
    pub(crate) wait: Said<Spanned<Option<Duration>>>,
    /// Whether the agent can wait, whatever `create` does.
    pub(crate) wait_tool: Said<Spanned<bool>>,
    /// The toolkits that `create` waits for, or checks.
    pub(crate) required: Said<Slugs>,
    /// What `create` does about toolkits that are not connected.
    pub(crate) missing: Said<Spanned<Missing>>,
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
        let Self { switch, wait, wait_tool, required, missing, callback_url, removal, by_preset: _, entry: _ } = self;
        !(switch.said().is_no()
            && wait.is_no()
            && wait_tool.is_no()
            && required.is_no()
            && missing.is_no()
            && callback_url.is_no()
            && removal.is_no())
    }

    /// A help that rewrites the setting with the given switch and waiting, and keeps the rest. It begins with a verb.
    pub(crate) fn changed(&self, enable: bool, waits: Option<bool>) -> String {
        format!("{} `{}`", if self.entry.is_some() { "write" } else { "add" }, self.rewritten(enable, waits))
    }

    /// The setting with these toolkits required.
    pub(crate) fn requiring(&self, toolkit: &str) -> String {
        self.written("enable", self.kept(|_| true).chain([format!("required = [\"{toolkit}\"]")]))
    }

    /// The setting with an agent that can wait instead of a `create` that does.
    pub(crate) fn waiting_by_tool(&self) -> String {
        let kept = self.kept(|name| !matches!(name, "wait" | "wait_tool" | "required"));
        self.written("enable", ["wait_tool".to_owned()].into_iter().chain(kept))
    }

    /// Whether the declaration writes the setting.
    pub(crate) fn is_written(&self) -> bool {
        self.entry.is_some()
    }

    /// The setting disabled. It keeps what has a meaning then: for `app = manual_auth`, or else for `app = automation`.
    pub(crate) fn disabled(&self, is_manual: bool) -> String {
        let fails = self.missing.yes().is_some_and(|missing| missing.value == Missing::Fail);
        self.written(
            "disable",
            self.kept(|name| match name {
                "callback_url" => is_manual,
                "required" => !is_manual,
                "missing" => !(is_manual && fails),
                _ => false,
            }),
        )
    }

    /// The setting with the given switch and waiting. Parts that have no effect without connection management are
    /// dropped with it.
    pub(crate) fn rewritten(&self, enable: bool, waits: Option<bool>) -> String {
        let is_kept = |name: &str| match name {
            "wait" => enable && waits.is_none(),
            "wait_tool" => enable && waits != Some(true),
            "required" => !enable || waits.unwrap_or_else(|| self.deadline().is_some()),
            "missing" => !enable,
            "removal" => enable,
            _ => true,
        };
        let own_wait = self.entries().iter().find(|entry| entry.key.name == "wait");
        let own_wait = own_wait.filter(|_| self.deadline().is_some());
        let wait = waits.filter(|waits| *waits).map(|_| own_wait.map_or_else(|| "wait".to_owned(), Entry::text));
        self.written(if enable { "enable" } else { "disable" }, wait.into_iter().chain(self.kept(is_kept)))
    }

    /// The settings inside the parentheses.
    fn entries(&self) -> &[Entry] {
        match self.entry.as_ref().map(|entry| &entry.body) {
            Some(Body::Group(group)) => &group.entries,
            _ => &[],
        }
    }

    /// The text of the settings inside the parentheses that are kept; the switch is none of them.
    fn kept(&self, is_kept: impl Fn(&str) -> bool) -> impl Iterator<Item = String> {
        let own = self.entries().iter().filter(|entry| !matches!(entry.key.name.as_str(), "enable" | "disable"));
        own.filter(move |entry| is_kept(&entry.key.name)).map(Entry::text)
    }

    fn written(&self, switch: &str, inside: impl Iterator<Item = String>) -> String {
        let inside: Vec<String> = inside.collect();
        match &inside[..] {
            [] => format!("manage_connections = {}", switch == "enable"),
            inside => format!("manage_connections({switch}, {})", inside.join(", ")),
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
        let Self { switch, wait, wait_tool, required, missing, callback_url, removal, by_preset: _, entry: _ } = self;
        switch.doubt();
        wait.doubt();
        wait_tool.doubt();
        required.doubt();
        missing.doubt();
        callback_url.doubt();
        removal.doubt();
    }

    fn repeat(&mut self, again: Self) {
        let Self { switch, wait, wait_tool, required, missing, callback_url, removal, by_preset: _, entry: _ } = again;
        self.switch.repeat(switch);
        self.wait.repeat(wait);
        self.wait_tool.repeat(wait_tool);
        match (&mut self.required, required) {
            // The toolkits in both are named.
            (Said::Yes(first), Said::Yes(again)) => first.extend(again),
            (first, again) => first.contradict(again),
        }
        self.missing.repeat(missing);
        self.callback_url.repeat(callback_url);
        self.removal.repeat(removal);
    }
}

/// The values of `missing`.
pub(crate) static MISSING: [Word<Missing>; 2] = [
    Word {
        name: "fail",
        summary: "no session is created",
        foreign: &["error", "abort", "require"],
        value: Missing::Fail,
    },
    Word {
        name: "skip",
        summary: "the session is narrowed to the toolkits that are connected",
        foreign: &["ignore", "omit", "drop", "narrow", "leave_out"],
        value: Missing::Skip,
    },
];

/// The settings inside `manage_connections(…)`.
pub(crate) static KEYS: [Setting<ManageConnections>; 8] = [
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
                "wait_for_connection",
                "waitForConnection",
                "ensure_connected",
                "ensureConnected",
                "timeout",
                "deadline",
            ],
            keys: None,
        },
        read: |connections, entry, info, reader| connections.wait = wait(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "wait_tool",
            forms: &["wait_tool"],
            summary: "The agent can wait until its user has connected a toolkit, and `create` returns at once.",
            default: "it cannot, unless `wait` is said",
            foreign: &[
                "wait_for_connections",
                "waitForConnections",
                "enable_wait_for_connections",
                "enableWaitForConnections",
            ],
            keys: None,
        },
        read: |connections, entry, info, reader| connections.wait_tool = reader.flag(entry, info),
    },
    Setting {
        info: Info {
            name: "required",
            forms: &["required = [\"gmail\"]"],
            summary: "The toolkits that `create` waits for or, with connection management disabled, checks.",
            default: "all of the allowlist",
            foreign: &["require", "requires", "required_toolkits", "requiredToolkits"],
            keys: None,
        },
        read: |connections, entry, info, reader| {
            let help = "name a toolkit in it, or remove it";
            connections.required = Said::from_read(SlugOf::Toolkit.list_of(entry, info, help, reader));
        },
    },
    Setting {
        info: Info {
            name: "missing",
            forms: &["missing = skip", "missing = fail"],
            summary: "What `create` does about toolkits that are not connected: it fails, or it leaves them out of the session.",
            default: "it fails with `app = automation`, and does nothing with `app = manual_auth`",
            foreign: &["on_missing", "onMissing", "if_missing", "missing_connections"],
            keys: Some(&MISSING),
        },
        read: |connections, entry, info, reader| {
            connections.missing = match &entry.body {
                Body::Value(value) => {
                    Said::from_read(choose(value, &MISSING, "value of `missing`", &WRONG_FORM, &mut reader.diagnostics))
                }
                _ => {
                    reader.wrong_form(entry, info);
                    Said::Wrong
                }
            };
        },
    },
    Setting {
        info: Info {
            name: "callback_url",
            forms: &["callback_url = \"https://app.example.com/auth/callback\"", "callback_url", "callback_url?"],
            summary: "Where the user's browser goes after authenticating; without a value it is supplied at run time, with `?` \
                      if there is one.",
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
    if let Some(left) = Supplied::left(&entry.body) {
        return Said::Yes(Spanned::new(left, entry.tokens()));
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
