//! `instant = false` and `instant(…)`: tools that run on the platform's own accounts, for a charge.

use std::borrow::Cow;

use proc_macro2::TokenStream;

use super::{Declaration, Draft, Reach, Said, Slug, SlugOf, Slugs, Spanned, Switch};
use crate::{
    diagnostic::Diagnostic,
    rules::INSTANT_WIDER,
    settings::{EntriesOf, Info, Reader, Setting},
    syntax::{Body, Entry, Items, Parentheses, Shape, Value, ValueKind},
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

impl Draft for Instant {
    fn doubt(&mut self) {
        let Self { switch, toolkits: _, tools: _, return_instant_charge, return_prices_in_search, tokens: _ } = self;
        switch.doubt();
        return_instant_charge.doubt();
        return_prices_in_search.doubt();
    }

    fn repeat(&mut self, again: Self) {
        let Self { switch, toolkits, tools, return_instant_charge, return_prices_in_search, tokens: _ } = again;
        self.switch.repeat(switch);
        self.toolkits = self.toolkits.take().or(toolkits);
        self.tools.extend(tools);
        self.return_instant_charge.repeat(return_instant_charge);
        self.return_prices_in_search.repeat(return_prices_in_search);
    }
}

/// The settings inside `instant(…)`.
pub(crate) static KEYS: [Setting<Instant>; 4] = [
    Setting {
        info: Info {
            name: "toolkits",
            forms: &["toolkits = [\"exa\"]", "toolkits(disable = [\"exa\"])"],
            summary: "Which toolkits can be used without the user's own account.",
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
            summary: "Which tools of a toolkit can be used this way.",
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
            summary: "Whether an execution's answer includes its cost.",
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
            summary: "Whether a search's answer includes the cost of tools.",
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
    reader.is_empty(group, info);
    let mut seen: Vec<(String, Cow<'_, Entry>)> = Vec::new();
    for entry in &group.entries {
        let toolkit = SlugOf::Toolkit.key(&entry.key, reader);
        let entry = reader.settle(entry, &OF_TOOLKIT);
        if let Some((name, first)) = seen.iter().find(|(name, _)| *name == toolkit.name) {
            reader.repeated(name, &entry, first);
        }
        let access = access(&entry, info, SlugOf::Tool, reader);
        seen.push((toolkit.name.clone(), entry));
        instant.tools.extend(access.map(|access| (toolkit, access)));
    }
}

/// The form of a toolkit's entry.
const OF_TOOLKIT: Shape = Shape { list: Some(Items::Texts), parentheses: Parentheses::Settings(None), value: None };

/// The draft that the rows of [`ACCESS`] fill.
pub(crate) struct Access {
    of: SlugOf,
    enable: Option<Slugs>,
    disable: Option<Slugs>,
    /// Whether the list is uncertain: part of it could not be read, or it is given twice.
    open: bool,
}

impl Default for Access {
    fn default() -> Self {
        Self { of: SlugOf::Toolkit, enable: None, disable: None, open: false }
    }
}

impl Draft for Access {
    fn doubt(&mut self) {
        self.open = true;
    }

    fn repeat(&mut self, again: Self) {
        self.open = true;
        self.enable = self.enable.take().or(again.enable);
        self.disable = self.disable.take().or(again.disable);
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

/// The entries of `tools`: toolkits, each with its settings.
static OF_TOOLKITS: EntriesOf = EntriesOf { names: None, inside: Some(&ACCESS) };

fn slugs(entry: &Entry, info: &Info, of: SlugOf, reader: &mut Reader) -> Option<Slugs> {
    of.list_of(entry, info, "name something in it, or remove it", reader)
}

/// Reads `… = [slug, …]`, `…(enable = [slug, …])` or `…(disable = [slug, …])`.
fn access(entry: &Entry, info: &'static Info, of: SlugOf, reader: &mut Reader) -> Option<Reach> {
    match &entry.body {
        Body::Value(Value { kind: ValueKind::List(_) | ValueKind::Text(_), .. }) => {
            slugs(entry, info, of, reader).map(Reach::Only)
        }
        Body::Group(group) if !group.entries.is_empty() => {
            let mut access = Access { of, ..Access::default() };
            reader.fill(&mut access, group, &ACCESS, Some(info));
            match (access.enable, access.disable) {
                _ if access.open => None,
                (Some(_), Some(disable)) => {
                    let what = "`enable` and `disable` are mutually exclusive in `instant`";
                    let help =
                        "remove `disable` to allow only what is enabled, or `enable` to allow all but what is disabled";
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
