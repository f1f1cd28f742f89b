//! `preload = […]`: tools that the session lists from the start; and `preset`, which preloads them all.

use super::{Declaration, Said, Slug, SlugOf, Slugs, Spanned};
use crate::{
    diagnostic::Diagnostic,
    rules::{EMPTY_LIST, PRESET, WRONG_FORM},
    settings::{Info, Reader, Word, choose, find, named},
    syntax::{Body, Entry, Value, ValueKind, plain},
};

/// Which tools are listed from the start.
#[derive(Clone, Debug)]
pub(crate) enum Preload {
    All,
    None,
    Only(Slugs),
}

impl Preload {
    /// The tools that are named.
    pub(crate) fn named(&self) -> &[Slug] {
        match self {
            Self::Only(slugs) => &slugs.items,
            Self::All | Self::None => &[],
        }
    }
}

/// The words for every tool and for none.
pub(crate) static BUNDLES: [Word<fn() -> Preload>; 2] = [
    Word {
        name: "all",
        summary: "every tool that the session can use",
        foreign: &["every", "any"],
        value: || Preload::All,
    },
    Word {
        name: "none",
        summary: "no tool but the meta tools, whatever a `preset` says",
        foreign: &["nothing", "never", "off"],
        value: || Preload::None,
    },
];

/// A named bundle of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Preset {
    /// Every tool is listed from the start, and there are no meta tools.
    DirectTools,
}

/// The values of `preset`.
pub(crate) static PRESETS: [Word<Preset>; 1] = [Word {
    name: "direct_tools",
    summary: "every tool is listed from the start; no meta tools, no sandbox, no connection management",
    foreign: &["directTools", "direct"],
    value: Preset::DirectTools,
}];

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    if let Some(word) = respelt(&entry.body) {
        let tokens = entry.value_tokens();
        let what = format!("`{}` is not a value of `preload`", plain(&tokens));
        let help = format!("write `preload = {}`", word.name);
        reader.push(Diagnostic::new(&WRONG_FORM, &tokens, what).help(help));
        declaration.preload = Said::Yes(Spanned::new((word.value)(), tokens));
        return;
    }
    if let Some(word) = named(&entry.body, &BUNDLES) {
        declaration.preload = Said::Yes(Spanned::new((word.value)(), entry.value_tokens()));
        return;
    }
    declaration.preload = match &entry.body {
        Body::Value(Value { kind: ValueKind::List(values), tokens }) if values.is_empty() => {
            let help = "write `preload = none`, or name a tool in it";
            reader.push(Diagnostic::new(&EMPTY_LIST, tokens, "the list of `preload` is empty").help(help));
            Said::Wrong
        }
        Body::Value(Value { kind: ValueKind::List(values), tokens }) => {
            Said::Yes(Spanned::new(Preload::Only(SlugOf::Tool.list(values, tokens, reader)), tokens))
        }
        _ => {
            let slugs = SlugOf::Tool.list_of(entry, info, "name a tool in it, or remove it", reader);
            Said::from_read(slugs.map(|slugs| Spanned::new(Preload::Only(slugs), entry.value_tokens())))
        }
    };
}

/// The word that `"all"`, `every` or `false` was most likely meant to be.
fn respelt(body: &Body) -> Option<&'static Word<fn() -> Preload>> {
    match body {
        Body::Value(Value { kind: ValueKind::Flag(on), .. }) => {
            BUNDLES.iter().find(|word| matches!((word.value)(), Preload::All) == *on)
        }
        Body::Value(Value { kind: ValueKind::Text(name), .. }) => BUNDLES.iter().find(|word| word.name == name),
        Body::Value(Value { kind: ValueKind::Word(name), .. }) if named(body, &BUNDLES).is_none() => {
            find(name, &BUNDLES)
        }
        _ => None,
    }
}

pub(crate) fn read_preset(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    declaration.preset = match &entry.body {
        Body::Value(Value { kind: ValueKind::Word(name) | ValueKind::Text(name), tokens })
            if named(&entry.body, &PRESETS).is_none()
                && !PRESETS.iter().any(|preset| preset.name == name)
                && find(name, &PRESETS).is_none() =>
        {
            let what = format!("`{}` is not a preset", plain(tokens));
            let help = format!("remove it; the only preset is `{}`", PRESETS[0].name);
            reader.push(Diagnostic::new(&PRESET, tokens, what).help(help));
            Said::Wrong
        }
        Body::Value(value) => Said::from_read(choose(value, &PRESETS, "preset", &PRESET, &mut reader.diagnostics)),
        _ => {
            reader.wrong_form(entry, info);
            Said::Wrong
        }
    };
}
