//! `toolkits = […]`: what the session reaches.

use proc_macro2::TokenStream;

use super::{Declaration, Said, Slug, SlugOf, Slugs};
use crate::{
    diagnostic::Diagnostic,
    rules::{EMPTY_ALLOWLIST, ENABLE_AND_DISABLE, MISSING_TOOLKITS, WRONG_FORM},
    settings::{Info, Inside, Reader, Setting, Word, find, named},
    syntax::{Body, Entry, Value, ValueKind},
};

/// The toolkits of a declaration.
#[derive(Clone, Debug, Default)]
pub(crate) struct Toolkits {
    /// Which can be reached; wrong where it contradicts itself.
    pub(crate) reach: Said<Reach>,
    /// Those whose every call needs approval.
    pub(crate) require_approval: Option<Slugs>,
    /// All that the setting names, whether it made sense or not.
    pub(crate) named: Vec<Slug>,
    /// The value of the setting.
    pub(crate) tokens: TokenStream,
}

/// Which toolkits can be reached.
#[derive(Clone, Debug)]
pub(crate) enum Reach {
    Any,
    None,
    Only(Slugs),
    Except(Slugs),
}

impl Reach {
    /// Whether `toolkit` can be reached, or `None` where a mistake leaves that open.
    pub(crate) fn contains(&self, toolkit: &str) -> Option<bool> {
        match self {
            Self::Any => Some(true),
            Self::None => Some(false),
            Self::Only(slugs) => slugs.contains(toolkit),
            Self::Except(slugs) => slugs.contains(toolkit).map(|denied| !denied),
        }
    }
}

/// What the rows of [`KEYS`] fill.
#[derive(Default)]
pub(crate) struct Draft {
    any: Option<TokenStream>,
    enable: Option<Slugs>,
    disable: Option<Slugs>,
    require_approval: Option<Slugs>,
    /// A part of it was wrong, and is reported.
    wrong: bool,
}

/// The settings inside `toolkits(…)`.
pub(crate) static KEYS: [Setting<Draft>; 4] = [
    Setting {
        info: Info {
            name: "any",
            forms: &["any"],
            summary: "Every toolkit of the catalogue can be reached.",
            default: "one of `any`, `enable` and `disable` is said",
            foreign: &["all"],
            keys: None,
        },
        read: |draft, entry, info, reader| match &entry.body {
            Body::Bare => draft.any = Some(entry.key.tokens.clone()),
            _ => reader.wrong_form(entry, info),
        },
    },
    Setting {
        info: Info {
            name: "enable",
            forms: &["enable = [\"gmail\", \"slack\"]"],
            summary: "These toolkits can be reached, and no others.",
            default: "one of `any`, `enable` and `disable` is said",
            foreign: &["enabled", "allow", "allowed", "allowlist", "include"],
            keys: None,
        },
        read: |draft, entry, info, reader| draft.enable = draft.slugs(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "disable",
            forms: &["disable = [\"exa\"]"],
            summary: "Every toolkit but these can be reached.",
            default: "one of `any`, `enable` and `disable` is said",
            foreign: &["disabled", "deny", "denied", "denylist", "exclude"],
            keys: None,
        },
        read: |draft, entry, info, reader| draft.disable = draft.slugs(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "require_approval",
            forms: &["require_approval = [\"gmail\"]"],
            summary: "Each call of a tool of these toolkits waits for the user's approval.",
            default: "no approval is asked for",
            foreign: &["requireApproval", "approval", "approvals"],
            keys: None,
        },
        read: |draft, entry, info, reader| draft.require_approval = draft.slugs(entry, info, reader),
    },
];

impl Draft {
    fn slugs(&mut self, entry: &Entry, info: &Info, reader: &mut Reader) -> Option<Slugs> {
        let help = match info.name {
            "enable" => "list a toolkit, or say `toolkits = none`",
            "disable" => "list a toolkit, or say `toolkits = any`",
            _ => "list a toolkit, or remove the setting",
        };
        let slugs = SlugOf::Toolkit.list_of(entry, info, help, reader);
        self.wrong |= slugs.is_none() && info.name != "require_approval";
        slugs
    }
}

/// The words for everything and for nothing.
pub(crate) static REACHES: [Word<fn() -> Reach>; 2] = [
    Word { name: "any", summary: "every toolkit of the catalogue", foreign: &["all", "*"], value: || Reach::Any },
    Word {
        name: "none",
        summary: "no toolkit: only the meta tools are left",
        foreign: &["nothing"],
        value: || Reach::None,
    },
];

/// What `toolkits` is given.
pub(crate) static INSIDE: Inside = Inside { parentheses: &KEYS, value: &REACHES };

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    let tokens = entry.value_tokens();
    if let Some(word) = respelt(&entry.body) {
        let what = format!("`{tokens}` is no way to say `{}`", word.name);
        let help = format!("write `toolkits = {}`", word.name);
        reader.push(Diagnostic::new(&WRONG_FORM, &tokens, what).help(help));
        declaration.toolkits = Some(Toolkits { tokens, ..reached((word.value)()) });
        return;
    }
    let toolkits = match &entry.body {
        Body::Value(Value { kind: ValueKind::List(values), .. }) if values.is_empty() => {
            let what = "an empty list of toolkits: today's API denies every toolkit, yesterday's allowed them all";
            let help = "say what is meant: `toolkits = none` or `toolkits = any`";
            reader.push(Diagnostic::new(&EMPTY_ALLOWLIST, &tokens, what).help(help));
            Toolkits { reach: Said::Wrong, ..Toolkits::default() }
        }
        Body::Value(Value { kind: ValueKind::List(values), .. }) => {
            let slugs = SlugOf::Toolkit.list(values, &tokens, reader);
            Toolkits { named: slugs.items.clone(), ..reached(Reach::Only(slugs)) }
        }
        Body::Group(group) if !group.entries.is_empty() && group.entries.iter().all(|entry| entry.key.is_text()) => {
            return list_in_parentheses(declaration, entry, reader);
        }
        Body::Group(group) => {
            let mut draft = Draft::default();
            reader.fill(&mut draft, group, &KEYS, Some(info));
            draft.wrong |= group.incomplete;
            draft.finish(entry, reader)
        }
        Body::Value(value @ Value { kind: ValueKind::Text(_), .. }) => {
            let what = "`toolkits` is given one string where a list is due";
            let help = format!("write `toolkits = [{tokens}]`");
            reader.push(Diagnostic::new(&WRONG_FORM, &tokens, what).help(help));
            let slugs = SlugOf::Toolkit.list(std::slice::from_ref(value), &tokens, reader);
            Toolkits { named: slugs.items.clone(), ..reached(Reach::Only(slugs)) }
        }
        body => match named(body, &REACHES) {
            Some(word) => reached((word.value)()),
            None => {
                reader.wrong_form(entry, info);
                Toolkits { reach: Said::Wrong, ..Toolkits::default() }
            }
        },
    };
    declaration.toolkits = Some(Toolkits { tokens, ..toolkits });
}

/// The word that `all`, `Any` or `"*"` was meant to be.
fn respelt(body: &Body) -> Option<&'static Word<fn() -> Reach>> {
    let Body::Value(Value { kind, .. }) = body else { return None };
    match kind {
        ValueKind::Word(name) if named(body, &REACHES).is_none() => find(name, &REACHES),
        // A string that is near to one of the words is a toolkit's slug all the same.
        ValueKind::Text(name) => REACHES.iter().find(|word| word.name == name || word.foreign.contains(&name.as_str())),
        _ => None,
    }
}

fn reached(reach: Reach) -> Toolkits {
    Toolkits { reach: Said::Yes(reach), ..Toolkits::default() }
}

/// `toolkits("gmail", "slack")`, which is taken for the list that it should have been.
fn list_in_parentheses(declaration: &mut Declaration, entry: &Entry, reader: &mut Reader) {
    let Body::Group(group) = &entry.body else { return };
    let values: Vec<Value> = (group.entries.iter())
        .map(|entry| Value { kind: ValueKind::Text(entry.key.name.clone()), tokens: entry.key.tokens.clone() })
        .collect();
    let written: Vec<String> = values.iter().map(|value| value.tokens.to_string()).collect();
    let help = format!("write `toolkits = [{}]`", written.join(", "));
    reader.push(Diagnostic::new(&WRONG_FORM, &group.tokens, "a list of toolkits stands in brackets").help(help));
    let slugs = SlugOf::Toolkit.list(&values, &group.tokens, reader);
    declaration.toolkits =
        Some(Toolkits { named: slugs.items.clone(), tokens: group.tokens.clone(), ..reached(Reach::Only(slugs)) });
}

impl Draft {
    fn finish(self, entry: &Entry, reader: &mut Reader) -> Toolkits {
        let lists = [&self.enable, &self.disable, &self.require_approval];
        let named = lists.into_iter().flatten().flat_map(|slugs| slugs.items.clone()).collect();
        let contradicted = match (&self.any, &self.enable, &self.disable) {
            (_, Some(_), Some(disable)) => Some((
                disable.tokens.clone(),
                "`enable` and `disable`",
                "keep `enable` to allow only these toolkits, or `disable` to allow all but these",
            )),
            (Some(any), Some(_), None) => Some((
                any.clone(),
                "`any` and `enable`",
                "keep `enable` to allow only these toolkits, or `any` to allow all",
            )),
            (Some(any), None, Some(_)) => {
                Some((any.clone(), "`any` and `disable`", "remove `any`: `disable` allows all toolkits but these"))
            }
            _ => None,
        };
        if let Some((tokens, both, help)) = contradicted {
            let what = format!("{both} exclude each other in `toolkits`");
            reader.push(Diagnostic::new(&ENABLE_AND_DISABLE, tokens, what).help(help));
            return Toolkits {
                reach: Said::Wrong,
                require_approval: self.require_approval,
                named,
                ..Toolkits::default()
            };
        }
        let reach = match (self.any, self.enable, self.disable) {
            (_, Some(enable), _) => Said::Yes(Reach::Only(enable)),
            (_, _, Some(disable)) => Said::Yes(Reach::Except(disable)),
            (Some(_), ..) => Said::Yes(Reach::Any),
            _ if self.wrong => Said::Wrong,
            _ => {
                let what = "`toolkits` does not say which toolkits can be reached";
                let help =
                    "add `enable = [\"gmail\"]`, `disable = [\"exa\"]`, or `any` for every toolkit of the catalogue";
                reader.push(Diagnostic::new(&MISSING_TOOLKITS, entry.tokens(), what).help(help));
                Said::Wrong
            }
        };
        Toolkits { reach, require_approval: self.require_approval, named, ..Toolkits::default() }
    }
}
