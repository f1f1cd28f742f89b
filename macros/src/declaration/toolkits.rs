//! `toolkits = […]`: what the session reaches.

use proc_macro2::TokenStream;

use super::{Declaration, Said, Slug, SlugOf, Slugs};
use crate::{
    diagnostic::Diagnostic,
    rules::{EMPTY_ALLOWLIST, ENABLE_AND_DISABLE, MISSING_TOOLKITS, WRONG_FORM},
    settings::{Info, Inside, Reader, Setting, Word, find, named},
    syntax::{Body, Entry, Value, ValueKind, plain},
};

/// The toolkits of a declaration.
#[derive(Clone, Debug, Default)]
pub(crate) struct Toolkits {
    /// Which toolkits can be reached; `Wrong` if the setting contradicts itself.
    pub(crate) reach: Said<Reach>,
    /// Toolkits that need approval for every call.
    pub(crate) require_approval: Option<Slugs>,
    /// Whether those that can be reached are only the ones to choose from at run time.
    pub(crate) chosen: bool,
    /// All names in the setting, whether valid or not.
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
    /// Whether `toolkit` can be reached, or `None` if a mistake leaves that open.
    pub(crate) fn contains(&self, toolkit: &str) -> Option<bool> {
        match self {
            Self::Any => Some(true),
            Self::None => Some(false),
            Self::Only(slugs) => slugs.contains(toolkit),
            Self::Except(slugs) => slugs.contains(toolkit).map(|denied| !denied),
        }
    }
}

/// The draft that the rows of [`KEYS`] fill.
#[derive(Default)]
pub(crate) struct Draft {
    any: Option<TokenStream>,
    enable: Option<Slugs>,
    disable: Option<Slugs>,
    /// What is chosen from at run time, with its tokens.
    from: Option<(Reach, TokenStream)>,
    require_approval: Option<Slugs>,
    /// Whether a part of it was wrong, and reported.
    wrong: bool,
    /// Whether the reach is uncertain: part of it could not be read, or it is given twice.
    open: bool,
}

impl super::Draft for Draft {
    fn doubt(&mut self) {
        self.open = true;
    }

    fn repeat(&mut self, again: Self) {
        let Self { any, enable, disable, from, require_approval, wrong, open: _ } = again;
        self.open |= any.is_some() || enable.is_some() || disable.is_some() || from.is_some() || wrong;
        self.any = self.any.take().or(any);
        self.from = self.from.take().or(from);
        for (list, again) in
            [(&mut self.enable, enable), (&mut self.disable, disable), (&mut self.require_approval, require_approval)]
        {
            match (list, again) {
                (Some(list), Some(again)) => list.extend(again),
                (list, again) => *list = list.take().or(again),
            }
        }
    }
}

impl super::Draft for Toolkits {
    fn doubt(&mut self) {
        self.reach.doubt();
    }

    fn repeat(&mut self, again: Self) {
        let Self { reach: _, require_approval, chosen, named, tokens: _ } = again;
        self.chosen |= chosen;
        self.reach = Said::Wrong;
        self.named.extend(named);
        match (&mut self.require_approval, require_approval) {
            (Some(list), Some(again)) => list.extend(again),
            (list, again) => *list = list.take().or(again),
        }
    }
}

/// The settings inside `toolkits(…)`.
pub(crate) static KEYS: [Setting<Draft>; 5] = [
    Setting {
        info: Info {
            name: "any",
            forms: &["any"],
            summary: "Every toolkit of the catalogue can be reached.",
            default: "one of `any`, `enable` and `disable` is required",
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
            default: "one of `any`, `enable` and `disable` is required",
            foreign: &["enabled", "allow", "allowed", "allowlist", "include"],
            keys: None,
        },
        read: |draft, entry, info, reader| draft.enable = draft.slugs(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "disable",
            forms: &["disable = [\"exa\"]"],
            summary: "Every toolkit except these can be reached.",
            default: "one of `any`, `enable` and `disable` is required",
            foreign: &["disabled", "deny", "denied", "denylist", "exclude"],
            keys: None,
        },
        read: |draft, entry, info, reader| draft.disable = draft.slugs(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "from",
            forms: &["from = [\"gmail\", \"slack\"]", "from = any"],
            summary: "The toolkits that the program can choose from at run time, with `.toolkits(..)`. None is reached unless it \
                      is chosen.",
            default: "the toolkits are those that are declared",
            foreign: &["choose_from", "one_of", "of"],
            keys: Some(&FROM),
        },
        read: |draft, entry, info, reader| draft.from = draft.choice(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "require_approval",
            forms: &["require_approval = [\"gmail\"]"],
            summary: "Each call of a tool of these toolkits waits for the user's approval.",
            default: "no approval is needed",
            foreign: &["requireApproval", "approval", "approvals"],
            keys: None,
        },
        read: |draft, entry, info, reader| draft.require_approval = draft.slugs(entry, info, reader),
    },
];

/// The word for a choice from everything.
static FROM: [Word<()>; 1] =
    [Word { name: "any", summary: "any toolkit of the catalogue", foreign: &["all", "*"], value: () }];

impl Draft {
    /// Reads `from = […]` or `from = any`.
    fn choice(&mut self, entry: &Entry, info: &Info, reader: &mut Reader) -> Option<(Reach, TokenStream)> {
        let tokens = entry.value_tokens();
        if named(&entry.body, &FROM).is_some() {
            return Some((Reach::Any, tokens));
        }
        let help = "name a toolkit in it, or write `from = any`";
        let slugs = SlugOf::Toolkit.list_of(entry, info, help, reader);
        self.wrong |= slugs.is_none();
        slugs.map(|slugs| (Reach::Only(slugs), tokens))
    }

    fn slugs(&mut self, entry: &Entry, info: &Info, reader: &mut Reader) -> Option<Slugs> {
        let help = match info.name {
            "enable" => "name a toolkit in it, or write `toolkits = none`",
            "disable" => "name a toolkit in it, or write `toolkits = any`",
            _ => "name a toolkit in it, or remove it",
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

/// The forms of `toolkits`.
pub(crate) static INSIDE: Inside = Inside { parentheses: &KEYS, value: &REACHES };

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    let tokens = entry.value_tokens();
    if let Some(word) = respelt(&entry.body) {
        let what = format!("`{}` is not a value of `toolkits`", plain(&tokens));
        let help = format!("write `toolkits = {}`", word.name);
        reader.push(Diagnostic::new(&WRONG_FORM, &tokens, what).help(help));
        declaration.toolkits = Some(Toolkits { tokens, ..reached((word.value)()) });
        return;
    }
    let toolkits = match &entry.body {
        Body::Value(Value { kind: ValueKind::List(values), .. }) if values.is_empty() => {
            let what =
                "an empty list of toolkits is ambiguous: the API denies all toolkits now, and used to allow them all";
            let help = "write `toolkits = none` or `toolkits = any`, whichever you mean";
            reader.push(Diagnostic::new(&EMPTY_ALLOWLIST, &tokens, what).help(help));
            Toolkits { reach: Said::Wrong, ..Toolkits::default() }
        }
        Body::Value(Value { kind: ValueKind::List(values), .. }) => {
            let slugs = SlugOf::Toolkit.list(values, &tokens, reader);
            Toolkits { named: slugs.items.clone(), ..reached(Reach::Only(slugs)) }
        }
        Body::Group(group) => {
            let mut draft = Draft::default();
            reader.fill(&mut draft, group, &KEYS, Some(info));
            draft.finish(entry, reader)
        }
        Body::Value(value @ Value { kind: ValueKind::Text(_), .. }) => {
            let slugs = SlugOf::Toolkit.one_for_list(entry, value, &tokens, reader);
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

/// The word that `all`, `Any` or `"*"` was most likely meant to be.
fn respelt(body: &Body) -> Option<&'static Word<fn() -> Reach>> {
    let Body::Value(Value { kind, .. }) = body else { return None };
    let alone = match kind {
        ValueKind::List(values) => match &values[..] {
            [Value { kind: ValueKind::Word(name) | ValueKind::Text(name), .. }] => Some(name),
            _ => None,
        },
        _ => None,
    };
    let is_meant = |word: &&Word<fn() -> Reach>, name: &str| word.name == name || word.foreign.contains(&name);
    if let Some(name) = alone {
        return REACHES.iter().find(|word| is_meant(word, name));
    }
    match kind {
        ValueKind::Word(name) if named(body, &REACHES).is_none() => find(name, &REACHES),
        // A string with a spelling similar to one of the words is a toolkit's slug all the same.
        ValueKind::Text(name) => REACHES.iter().find(|word| is_meant(word, name)),
        _ => None,
    }
}

fn reached(reach: Reach) -> Toolkits {
    Toolkits { reach: Said::Yes(reach), ..Toolkits::default() }
}

impl Draft {
    fn finish(self, entry: &Entry, reader: &mut Reader) -> Toolkits {
        let from = match &self.from {
            Some((Reach::Only(slugs), _)) => Some(slugs),
            _ => None,
        };
        let lists = [self.enable.as_ref(), self.disable.as_ref(), from, self.require_approval.as_ref()];
        let named = lists.into_iter().flatten().flat_map(|slugs| slugs.items.clone()).collect();
        let chosen = self.from.is_some();
        let wrong = |require_approval, named| Toolkits {
            reach: Said::Wrong,
            require_approval,
            chosen,
            named,
            ..Toolkits::default()
        };
        if self.open {
            return wrong(self.require_approval, named);
        }
        let settled =
            [("any", self.any.is_some()), ("enable", self.enable.is_some()), ("disable", self.disable.is_some())];
        if let Some((_, tokens)) = &self.from
            && let Some((other, _)) = settled.into_iter().find(|(_, is_said)| *is_said)
        {
            let what = format!("`{other}` and `from` exclude each other in `toolkits`");
            let help = format!("remove `{other}` to choose the toolkits at run time, or `from` to declare them");
            reader.push(Diagnostic::new(&ENABLE_AND_DISABLE, tokens, what).help(help));
            return wrong(self.require_approval, named);
        }
        let contradicted = match (&self.any, &self.enable, &self.disable) {
            (_, Some(_), Some(disable)) => Some((
                disable.tokens.clone(),
                "`enable` and `disable`",
                "remove `disable` to allow only what is enabled, or `enable` to allow all but what is disabled",
            )),
            (Some(any), Some(_), None) => Some((
                any.clone(),
                "`any` and `enable`",
                "remove `any` to allow only what is enabled, or `enable` to allow all",
            )),
            (Some(any), None, Some(_)) => {
                Some((any.clone(), "`any` and `disable`", "remove `any`: `disable` allows all toolkits but these"))
            }
            _ => None,
        };
        if let Some((tokens, both, help)) = contradicted {
            let what = format!("{both} are mutually exclusive in `toolkits`");
            reader.push(Diagnostic::new(&ENABLE_AND_DISABLE, tokens, what).help(help));
            return wrong(self.require_approval, named);
        }
        let reach = match (self.any, self.enable, self.disable) {
            (_, Some(enable), _) => Said::Yes(Reach::Only(enable)),
            (_, _, Some(disable)) => Said::Yes(Reach::Except(disable)),
            (Some(_), ..) => Said::Yes(Reach::Any),
            _ if let Some((reach, _)) = self.from => Said::Yes(reach),
            _ if self.wrong || reader.is_halved => Said::Wrong,
            _ => {
                let what = "`toolkits` does not say which toolkits can be reached";
                let approved = self.require_approval.iter().flat_map(Slugs::names).map(|name| format!("\"{name}\""));
                let approved: Vec<String> = approved.collect();
                let enable = if approved.is_empty() { "\"gmail\"".to_owned() } else { approved.join(", ") };
                let help = format!("add `enable = [{enable}]` for these alone, or `any` for every toolkit");
                reader.push(Diagnostic::new(&MISSING_TOOLKITS, entry.tokens(), what).help(help));
                Said::Wrong
            }
        };
        Toolkits { reach, require_approval: self.require_approval, chosen, named, ..Toolkits::default() }
    }
}
