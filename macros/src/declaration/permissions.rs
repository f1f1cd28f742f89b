//! `permissions(…)`: when the user is asked before a tool runs.

use super::{Declaration, Draft, Said, Slug, SlugOf, Spanned};
use tool_router_core::{
    config::{ApprovalDefault, ApprovalOverride, NO_ACCOUNT, Target},
    grammar::id::Kind,
    markdown::or,
};

use crate::{
    diagnostic::Diagnostic,
    rules::{PERMISSION_DEFAULT, PERMISSION_OVERRIDE},
    settings::{EntriesOf, Info, Reader, Setting, Word, choose},
    syntax::{Body, Entry, Key, Parentheses, Shape, Single},
};

/// When the user is asked, as declared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Permissions {
    pub(crate) default: Said<Spanned<ApprovalDefault>>,
    pub(crate) overrides: Vec<Override>,
}

impl Draft for Permissions {
    fn doubt(&mut self) {
        self.default.doubt();
    }

    fn repeat(&mut self, again: Self) {
        let Self { default, overrides } = again;
        self.default.repeat(default);
        self.overrides.extend(overrides);
    }
}

/// The exception from the default for one tool or account.
#[derive(Clone, Debug)]
pub(crate) struct Override {
    /// `None` for `*`, every tool.
    pub(crate) tool: Option<Slug>,
    /// The account, if the override names one.
    pub(crate) account: Option<Spanned<String>>,
    pub(crate) decision: Spanned<ApprovalOverride>,
}

/// The values of `default`.
pub(crate) static DEFAULTS: [Word<ApprovalDefault>; 3] = [
    default_word(ApprovalDefault::AllowAll, &["allow", "never"]),
    default_word(ApprovalDefault::AskEveryCall, &["ask", "ask_always", "always_ask"]),
    default_word(ApprovalDefault::AskOncePerSession, &["ask_once", "once"]),
];

const fn default_word(default: ApprovalDefault, foreign: &'static [&'static str]) -> Word<ApprovalDefault> {
    Word { name: default.word(), summary: default.summary(), foreign, value: default }
}

/// The values of an override.
pub(crate) static DECISIONS: [Word<ApprovalOverride>; 4] = [
    decision_word(ApprovalOverride::AlwaysAllow, &["allow", "allow_all"]),
    decision_word(ApprovalOverride::AlwaysDeny, &["deny", "never"]),
    decision_word(ApprovalOverride::AskOnce, &["ask_once_per_session"]),
    decision_word(ApprovalOverride::AskAlways, &["ask", "ask_every_call"]),
];

const fn decision_word(decision: ApprovalOverride, foreign: &'static [&'static str]) -> Word<ApprovalOverride> {
    Word { name: decision.word(), summary: decision.summary(), foreign, value: decision }
}

/// The entries of `overrides`: tools and accounts, each with a decision.
static OVERRIDES: EntriesOf = EntriesOf { names: None, inside: Some(&DECISIONS) };

/// The settings inside `permissions(…)`.
pub(crate) static KEYS: [Setting<Permissions>; 2] = [
    Setting {
        info: Info {
            name: "default",
            forms: &["default = ask_once_per_session", "default = ask_every_call", "default = allow_all"],
            summary: "The permission for tools without an override.",
            default: "required",
            foreign: &["default_permission", "fallback"],
            keys: Some(&DEFAULTS),
        },
        read: |permissions, entry, info, reader| {
            permissions.default = match &entry.body {
                Body::Value(value) => {
                    let chosen =
                        choose(value, &DEFAULTS, "default permission", &PERMISSION_DEFAULT, &mut reader.diagnostics);
                    Said::from_read(chosen)
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
            name: "overrides",
            forms: &["overrides(\"GMAIL_SEND_EMAIL\" = ask_always)", "overrides(\"*:ca_1\" = always_deny)"],
            summary: "The permission for one tool, for a tool with one account, or for every tool with one account. Without an \
                      account, it applies only to calls without a connected account (`__none__` by itself) and to calls \
                      with the accounts in `connected_accounts`: to rule a tool out, exclude it with `tools`.",
            default: "none",
            foreign: &["override", "tools"],
            keys: Some(&OVERRIDES),
        },
        read: |permissions, entry, info, reader| permissions.overrides = overrides(entry, info, reader),
    },
];

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    let Body::Group(group) = &entry.body else { return reader.wrong_form(entry, info) };
    let permissions = declaration.permissions.get_or_insert_default();
    reader.fill(permissions, group, &KEYS, Some(info));
    if permissions.default.is_no() && !reader.is_halved {
        let what = "`permissions` has no default for tools without an override";
        let help = "add `default = ask_once_per_session`, `default = ask_every_call` or `default = allow_all`";
        reader.push(Diagnostic::new(&PERMISSION_DEFAULT, &entry.key.tokens, what).help(help));
    }
}

/// The form of an override.
const OVERRIDE: Shape = Shape { list: None, parentheses: Parentheses::Nothing, value: Some(Single::Any) };

fn override_without_decision(entry: &Entry, reader: &mut Reader) {
    if !matches!(entry.body, Body::Broken) {
        let key = entry.key.text();
        let what = format!("the override for {key} does not say what holds");
        let words: Vec<String> = DECISIONS.iter().map(|word| format!("`{key} = {}`", word.name)).collect();
        let help = format!("write {}", or(words));
        reader.push(Diagnostic::new(&PERMISSION_OVERRIDE, entry.value_tokens(), what).help(help));
    }
}

fn overrides(entry: &Entry, info: &Info, reader: &mut Reader) -> Vec<Override> {
    let Body::Group(group) = &entry.body else {
        reader.wrong_form(entry, info);
        return Vec::new();
    };
    reader.is_empty(group, info);
    let mut seen: Vec<Entry> = Vec::new();
    let mut overrides = Vec::new();
    for entry in &group.entries {
        let entry = &reader.settle(entry, &OVERRIDE);
        let first = seen.iter().find(|first| first.key.name == entry.key.name);
        let is_repeated = first.is_some();
        if let Some(first) = first {
            reader.repeated(&entry.key.name, entry, first);
        }
        seen.push(Entry::clone(entry));
        let target = target(&entry.key, reader);
        let decision = match &entry.body {
            Body::Value(value) => {
                choose(value, &DECISIONS, "permission for a tool", &PERMISSION_OVERRIDE, &mut reader.diagnostics)
            }
            _ => {
                override_without_decision(entry, reader);
                None
            }
        };
        if let Some((tool, account)) = target.filter(|_| !is_repeated) {
            // If the decision is wrong, the tool is still needed for its name.
            let decision = decision.unwrap_or_else(|| Spanned::new(ApprovalOverride::AlwaysDeny, entry.value_tokens()));
            overrides.push(Override { tool, account, decision });
        }
    }
    overrides
}

/// Reads `TOOL`, `TOOL:ca_…` or `*:ca_…`. The account `__none__` stands for calls without an account.
fn target(key: &Key, reader: &mut Reader) -> Option<(Option<Slug>, Option<Spanned<String>>)> {
    let Target { tool, account } = Target::read(&key.name);
    let is_target = |account: &str| account == NO_ACCOUNT || Kind::ConnectedAccount.names(account);
    if let Some(account) = account.filter(|account| !is_target(account)) {
        let what = format!("`{account}` is not the id of a connected account");
        let of = tool.unwrap_or("*");
        let help =
            format!("write its id, such as `\"{of}:ca_…\"`, or `\"{of}:{NO_ACCOUNT}\"` for calls without an account");
        reader.push(Diagnostic::new(&PERMISSION_OVERRIDE, &key.tokens, what).help(help));
        return None;
    }
    let account = account.map(|account| Spanned::new(account.to_owned(), &key.tokens));
    let Some(tool) = tool else {
        if account.is_none() {
            let help = format!(
                "remove it and set `default`, or write an account, such as `\"*:ca_…\"`, or `\"*:{NO_ACCOUNT}\"` for calls \
                 without one"
            );
            let what = "an override for every tool belongs in `default`";
            reader.push(Diagnostic::new(&PERMISSION_OVERRIDE, &key.tokens, what).help(help));
            return None;
        }
        return Some((None, account));
    };
    let named = Key { name: tool.to_owned(), ..key.clone() };
    Some((Some(SlugOf::Tool.key(&named, reader)), account))
}
