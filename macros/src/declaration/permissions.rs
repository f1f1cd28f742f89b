//! `permissions(…)`: when the user is asked before a tool runs.

use super::{Declaration, Said, Slug, SlugOf, Spanned};
use tool_router_core::grammar::id::Kind;

use crate::{
    diagnostic::Diagnostic,
    rules::{PERMISSION_DEFAULT, PERMISSION_OVERRIDE, WRONG_FORM},
    settings::{EntriesOf, Facts, Reader, Setting, Word, choose},
    syntax::{Body, Entry, Key},
};

/// When the user is asked, as declared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Permissions {
    /// The variant of the runtime's `ApprovalDefault`.
    pub(crate) default: Said<Spanned<&'static str>>,
    pub(crate) overrides: Vec<Override>,
}

/// What holds for one tool or account in place of the default.
#[derive(Clone, Debug)]
pub(crate) struct Override {
    /// `None` for `*`, every tool.
    pub(crate) tool: Option<Slug>,
    /// The account; without it the override holds for whatever account the tool is called with.
    pub(crate) account: Option<String>,
    /// The variant of the runtime's `ApprovalOverride`.
    pub(crate) decision: Spanned<&'static str>,
}

/// The values of `default`.
pub(crate) static DEFAULTS: [Word<&str>; 3] = [
    Word { name: "allow_all", summary: "the user is never asked", foreign: &["allow", "never"], value: "AllowAll" },
    Word {
        name: "ask_every_call",
        summary: "the user is asked at each call",
        foreign: &["ask", "ask_always", "always_ask"],
        value: "AskEveryCall",
    },
    Word {
        name: "ask_once_per_session",
        summary: "the user is asked at a tool's first call in a session",
        foreign: &["ask_once", "once"],
        value: "AskOncePerSession",
    },
];

/// The values of an override.
pub(crate) static DECISIONS: [Word<&str>; 4] = [
    Word { name: "always_allow", summary: "it runs", foreign: &["allow", "allow_all"], value: "AlwaysAllow" },
    Word { name: "always_deny", summary: "it does not run", foreign: &["deny", "never"], value: "AlwaysDeny" },
    Word { name: "ask_once", summary: "the user is asked once", foreign: &["ask_once_per_session"], value: "AskOnce" },
    Word {
        name: "ask_always",
        summary: "the user is asked at each call",
        foreign: &["ask", "ask_every_call"],
        value: "AskAlways",
    },
];

/// What `overrides` is given: tools and accounts, each with a decision.
static OVERRIDES: EntriesOf = EntriesOf { names: None, inside: Some(&DECISIONS) };

/// The settings inside `permissions(…)`.
pub(crate) static KEYS: [Setting<Permissions>; 2] = [
    Setting {
        facts: Facts {
            name: "default",
            forms: &["default = ask_once_per_session", "default = ask_every_call", "default = allow_all"],
            summary: "What holds for tools without an override.",
            default: "it has to be said",
            foreign: &["default_permission", "fallback"],
            keys: Some(&DEFAULTS),
        },
        read: |permissions, entry, facts, reader| {
            permissions.default = match &entry.body {
                Body::Value(value) => {
                    let chosen =
                        choose(value, &DEFAULTS, "default permission", &PERMISSION_DEFAULT, &mut reader.diagnostics);
                    Said::from_read(chosen)
                }
                _ => {
                    reader.wrong_form(entry, facts);
                    Said::Wrong
                }
            };
        },
    },
    Setting {
        facts: Facts {
            name: "overrides",
            forms: &["overrides(\"GMAIL_SEND_EMAIL\" = ask_always)", "overrides(\"*:ca_1\" = always_deny)"],
            summary: "What holds for one tool, for a tool with one account, or for every tool with one account. Without an \
                      account it holds for calls without a connected account (`__none__` where it stands alone) and with \
                      those that `connected_accounts` names, and for no other: what must never run is left out with `tools`.",
            default: "none",
            foreign: &["override", "tools"],
            keys: Some(&OVERRIDES),
        },
        read: |permissions, entry, facts, reader| permissions.overrides = overrides(entry, facts, reader),
    },
];

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, facts: &'static Facts, reader: &mut Reader) {
    let Body::Group(group) = &entry.body else { return reader.wrong_form(entry, facts) };
    let permissions = declaration.permissions.get_or_insert_default();
    reader.fill(permissions, group, &KEYS, Some(facts));
    if permissions.default.is_no() && !group.incomplete {
        let what = "`permissions` does not say what holds for tools without an override";
        let help = "add `default = ask_once_per_session`, `ask_every_call` or `allow_all`";
        reader.push(Diagnostic::new(&PERMISSION_DEFAULT, &entry.key.tokens, what).help(help));
    }
}

fn overrides(entry: &Entry, facts: &Facts, reader: &mut Reader) -> Vec<Override> {
    let Body::Group(group) = &entry.body else {
        reader.wrong_form(entry, facts);
        return Vec::new();
    };
    if group.entries.is_empty() && !group.incomplete {
        let what = "`overrides()` says nothing";
        reader.push(Diagnostic::new(&WRONG_FORM, &group.tokens, what).help(facts.how_to_write()));
    }
    let mut seen: Vec<&Entry> = Vec::new();
    let mut overrides = Vec::new();
    for entry in &group.entries {
        if let Some(first) = seen.iter().find(|first| first.key.name == entry.key.name) {
            reader.repeated(&entry.key.name, entry, first);
        }
        seen.push(entry);
        let target = target(&entry.key, reader);
        let decision = match &entry.body {
            Body::Value(value) => {
                choose(value, &DECISIONS, "permission for a tool", &PERMISSION_OVERRIDE, &mut reader.diagnostics)
            }
            _ => {
                reader.wrong_form(entry, facts);
                None
            }
        };
        if let Some((tool, account)) = target {
            // Where the decision is wrong, the tool is there to be named all the same.
            let decision = decision.unwrap_or_else(|| Spanned::new("AlwaysDeny", entry.value_tokens()));
            overrides.push(Override { tool, account, decision });
        }
    }
    overrides
}

/// What the wire names where a tool is called without an account.
const NO_ACCOUNT: &str = "__none__";

/// Reads `TOOL`, `TOOL:ca_…` or `*:ca_…`; with `__none__` for the account it holds for calls without one.
fn target(key: &Key, reader: &mut Reader) -> Option<(Option<Slug>, Option<String>)> {
    let (tool, account) = match key.name.split_once(':') {
        Some((tool, account)) => (tool, Some(account)),
        None => (key.name.as_str(), None),
    };
    let is_target = |account: &str| account == NO_ACCOUNT || Kind::ConnectedAccount.names(account);
    if let Some(account) = account.filter(|account| !is_target(account)) {
        let what = format!("`{account}` is no id of a connected account");
        let only = if tool == "*" { String::new() } else { format!(", or only `\"{tool}\"`") };
        let help = format!("write an id that begins with `ca_`, or `{NO_ACCOUNT}` for calls without one{only}");
        reader.push(Diagnostic::new(&PERMISSION_OVERRIDE, &key.tokens, what).help(help));
        return None;
    }
    if tool == "*" {
        if account.is_none() {
            let help = "set `default`, or name an account: `\"*:ca_…\"`, or `\"*:__none__\"` for calls without one";
            let what = "an override for every tool is the default";
            reader.push(Diagnostic::new(&PERMISSION_OVERRIDE, &key.tokens, what).help(help));
            return None;
        }
        return Some((None, account.map(str::to_owned)));
    }
    let named = Key { name: tool.to_owned(), ..key.clone() };
    Some((Some(SlugOf::Tool.key(&named, reader)), account.map(str::to_owned)))
}
