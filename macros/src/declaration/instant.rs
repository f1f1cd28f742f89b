//! `instant = false` and `instant(…)`: tools that run on the platform's own accounts, for a charge.

use proc_macro2::TokenStream;

use super::{Declaration, Reach, Said, Slug, SlugOf, Slugs, Spanned, Switch};
use crate::{
    diagnostic::Diagnostic,
    rules::{INSTANT_WIDER, WRONG_FORM},
    settings::{EntriesOf, Info, Reader, Setting},
    syntax::{Body, Entry, Value, ValueKind},
};

/// Instant tools, as declared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Instant {
    pub(crate) switch: Switch,
    pub(crate) toolkits: Option<Reach>,
    pub(crate) tools: Vec<(Slug, Reach)>,
    pub(crate) return_instant_charge: Said<Spanned<bool>>,
    pub(crate) return_prices_in_search: Said<Spanned<bool>>,
    /// The setting's name.
    pub(crate) tokens: TokenStream,
}

/// The settings inside `instant(…)`.
pub(crate) static KEYS: [Setting<Instant>; 4] = [
    Setting {
        info: Info {
            name: "toolkits",
            forms: &["toolkits = [\"exa\"]", "toolkits(disable = [\"exa\"])"],
            summary: "Which toolkits can be used without an account of the user's.",
            default: "all that offer it",
            foreign: &["toolkit"],
            keys: Some(&ACCESS),
        },
        read: |instant, entry, info, reader| instant.toolkits = access(entry, info, SlugOf::Toolkit, reader),
    },
    Setting {
        info: Info {
            name: "tools",
            forms: &["tools(exa = [\"EXA_SEARCH\"])", "tools(exa(disable = [\"EXA_ANSWER\"]))"],
            summary: "Which tools of a toolkit can be used so.",
            default: "all that offer it",
            foreign: &["tool"],
            keys: Some(&OF_TOOLKITS),
        },
        read: tools,
    },
    Setting {
        info: Info {
            name: "return_instant_charge",
            forms: &["return_instant_charge"],
            summary: "Whether an execution's answer says what it cost.",
            default: "it does not",
            foreign: &["return_premium_charge", "returnInstantCharge", "returnPremiumCharge"],
            keys: None,
        },
        read: |instant, entry, info, reader| instant.return_instant_charge = reader.flag(entry, info),
    },
    Setting {
        info: Info {
            name: "return_prices_in_search",
            forms: &["return_prices_in_search"],
            summary: "Whether the search's answer says what tools cost.",
            default: "it does not",
            foreign: &["returnPricesInSearch"],
            keys: None,
        },
        read: |instant, entry, info, reader| instant.return_prices_in_search = reader.flag(entry, info),
    },
];

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    let instant = declaration.instant.get_or_insert_default();
    instant.tokens = entry.key.tokens.clone();
    if let Some(group) = instant.switch.short(entry, info, false, reader) {
        reader.fill(instant, group, &KEYS, Some(info));
    }
}

fn tools(instant: &mut Instant, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    let Body::Group(group) = &entry.body else { return reader.wrong_form(entry, info) };
    if group.entries.is_empty() && !group.incomplete {
        let what = "`tools()` says nothing";
        reader.push(Diagnostic::new(&WRONG_FORM, &group.tokens, what).help(info.how_to_write()));
    }
    let mut seen: Vec<(String, &Entry)> = Vec::new();
    for entry in &group.entries {
        let toolkit = SlugOf::Toolkit.key(&entry.key, reader);
        match seen.iter().find(|(name, _)| *name == toolkit.name) {
            Some((name, first)) => reader.repeated(name, entry, first),
            None => seen.push((toolkit.name.clone(), entry)),
        }
        if let Some(access) = access(entry, info, SlugOf::Tool, reader) {
            instant.tools.push((toolkit, access));
        }
    }
}

/// What the rows of [`ACCESS`] fill.
pub(crate) struct Access {
    of: SlugOf,
    enable: Option<Slugs>,
    disable: Option<Slugs>,
}

impl Default for Access {
    fn default() -> Self {
        Self { of: SlugOf::Toolkit, enable: None, disable: None }
    }
}

/// The settings of `toolkits` and of one toolkit in `tools`.
pub(crate) static ACCESS: [Setting<Access>; 2] = [
    Setting {
        info: Info {
            name: "enable",
            forms: &["enable = [\"exa\"]"],
            summary: "These and no others.",
            default: "all",
            foreign: &["enabled", "allow"],
            keys: None,
        },
        read: |access, entry, info, reader| access.enable = slugs(entry, info, access.of, reader),
    },
    Setting {
        info: Info {
            name: "disable",
            forms: &["disable = [\"exa\"]"],
            summary: "All but these.",
            default: "all",
            foreign: &["disabled", "deny"],
            keys: None,
        },
        read: |access, entry, info, reader| access.disable = slugs(entry, info, access.of, reader),
    },
];

/// What `tools` is given: the toolkits, each with its settings.
static OF_TOOLKITS: EntriesOf = EntriesOf { names: None, inside: Some(&ACCESS) };

fn slugs(entry: &Entry, info: &Info, of: SlugOf, reader: &mut Reader) -> Option<Slugs> {
    of.list_of(entry, info, "list something, or remove the setting", reader)
}

/// Reads `… = [slug, …]`, `…(enable = [slug, …])` or `…(disable = [slug, …])`.
fn access(entry: &Entry, info: &'static Info, of: SlugOf, reader: &mut Reader) -> Option<Reach> {
    match &entry.body {
        body if matches!(body, Body::Value(Value { kind: ValueKind::List(_), .. })) || body.strings().is_some() => {
            slugs(entry, info, of, reader).map(Reach::Only)
        }
        Body::Group(group) if !group.entries.is_empty() => {
            let mut access = Access { of, ..Access::default() };
            reader.fill(&mut access, group, &ACCESS, Some(info));
            match (access.enable, access.disable) {
                (Some(_), Some(disable)) => {
                    let what = "`enable` and `disable` exclude each other in `instant`";
                    let help = "keep `enable` to allow only these, or `disable` to allow all but these";
                    reader.push(Diagnostic::new(&INSTANT_WIDER, disable.tokens, what).help(help));
                    None
                }
                (Some(enable), None) => Some(Reach::Only(enable)),
                (None, Some(disable)) => Some(Reach::Except(disable)),
                (None, None) => None,
            }
        }
        _ => {
            reader.wrong_form(entry, info);
            None
        }
    }
}
