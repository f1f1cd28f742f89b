//! `tags = [read_only]`: which tools may be used, by the hints of their authors.

use proc_macro2::TokenStream;
use tool_router_core::config::Tag;

use super::{Declaration, Draft, Spanned};
use crate::{
    diagnostic::Diagnostic,
    rules::{EMPTY_LIST, REPEATED_SETTING, TAG_IN_BOTH, UNKNOWN_TAG},
    settings::{Info, Inside, ListOf, Reader, Setting, Word, choose},
    syntax::{Body, Entry, Value, ValueKind},
};

/// The tags of the catalogue.
pub(crate) static TAGS: [Word<Tag>; 6] = [
    tag(Tag::ReadOnly, &[Tag::ReadOnly.as_str(), "readonly", "read"]),
    tag(Tag::Create, &[Tag::Create.as_str(), "write"]),
    tag(Tag::Update, &[Tag::Update.as_str(), "modify", "edit"]),
    tag(Tag::Destructive, &[Tag::Destructive.as_str(), "delete"]),
    tag(Tag::Idempotent, &[Tag::Idempotent.as_str()]),
    tag(Tag::OpenWorld, &[Tag::OpenWorld.as_str()]),
];

const fn tag(tag: Tag, foreign: &'static [&'static str]) -> Word<Tag> {
    Word { name: tag.word(), summary: tag.summary(), foreign, value: tag }
}

/// A list of tags.
static LIST: ListOf = ListOf(&TAGS);

/// The forms of `tags`.
pub(crate) static INSIDE: Inside = Inside { parentheses: &KEYS, value: &LIST };

/// A filter by tags, of the session or of one toolkit.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tags {
    pub(crate) enable: Vec<Spanned<Tag>>,
    pub(crate) disable: Vec<Spanned<Tag>>,
    pub(crate) require_approval: Vec<Spanned<Tag>>,
    pub(crate) tokens: TokenStream,
    /// Whether the tags are uncertain: part of them could not be read, or they are given twice.
    pub(crate) open: bool,
}

impl Draft for Tags {
    fn doubt(&mut self) {
        self.open = true;
    }

    fn repeat(&mut self, again: Self) {
        let Self { enable, disable, require_approval, tokens: _, open: _ } = again;
        self.open = true;
        for (list, again) in
            [(&mut self.enable, enable), (&mut self.disable, disable), (&mut self.require_approval, require_approval)]
        {
            list.extend(again);
        }
    }
}

/// The settings inside `tags(…)`.
pub(crate) static KEYS: [Setting<Tags>; 3] = [
    Setting {
        info: Info {
            name: "enable",
            forms: &["enable = [read_only]"],
            summary: "Only tools with one of these tags can be used.",
            default: "tools are not chosen by tags",
            foreign: &["enabled", "allow", "include"],
            keys: Some(&LIST),
        },
        read: |tags, entry, info, reader| tags.enable = tags.list(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "disable",
            forms: &["disable = [destructive]"],
            summary: "No tool with one of these tags can be used.",
            default: "no tool is excluded by its tags",
            foreign: &["disabled", "deny", "exclude"],
            keys: Some(&LIST),
        },
        read: |tags, entry, info, reader| tags.disable = tags.list(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "require_approval",
            forms: &["require_approval = [destructive]"],
            summary: "Each call of a tool with one of these tags waits for the user's approval.",
            default: "no approval is needed",
            foreign: &["requireApproval", "approval", "approvals"],
            keys: Some(&LIST),
        },
        read: |tags, entry, info, reader| tags.require_approval = tags.list(entry, info, reader),
    },
];

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    declaration.tags = filter(entry, info, reader);
}

/// Reads `tags = […]` or `tags(…)`, at the top or for one toolkit.
pub(crate) fn filter(entry: &Entry, info: &'static Info, reader: &mut Reader) -> Option<Tags> {
    let tokens = entry.value_tokens();
    let mut tags = Tags { tokens: tokens.clone(), ..Tags::default() };
    match &entry.body {
        Body::Value(Value { kind: ValueKind::List(values), .. }) if values.is_empty() => {
            let help = "name a tag in it, such as `read_only`, or remove it";
            reader.push(Diagnostic::new(&EMPTY_LIST, &tokens, "the list of `tags` is empty").help(help));
            tags.open = true;
        }
        Body::Value(Value { kind: ValueKind::List(values), .. }) => tags.enable = tags.words(values, reader),
        Body::Group(group) => {
            tags.open = reader.is_empty(group, info);
            reader.fill(&mut tags, group, &KEYS, Some(info));
        }
        Body::Value(value @ Value { kind: ValueKind::Word(_), .. }) => {
            reader.one_for_list(entry, value);
            tags.enable = tags.words(std::slice::from_ref(value), reader);
        }
        _ => {
            reader.wrong_form(entry, info);
            tags.open = true;
        }
    }
    check(&tags, reader);
    Some(tags)
}

impl Tags {
    fn list(&mut self, entry: &Entry, info: &Info, reader: &mut Reader) -> Vec<Spanned<Tag>> {
        let word = std::slice::from_ref;
        let values = match &entry.body {
            Body::Value(value @ Value { kind: ValueKind::Word(_), .. }) => {
                reader.one_for_list(entry, value);
                Some(word(value))
            }
            _ => reader.list(entry, info, "name a tag in it, such as `read_only`, or remove it"),
        };
        self.open |= values.is_none();
        values.map(|values| self.words(values, reader)).unwrap_or_default()
    }

    fn words(&mut self, values: &[Value], reader: &mut Reader) -> Vec<Spanned<Tag>> {
        let mut tags: Vec<Spanned<Tag>> = Vec::new();
        for value in values {
            match choose(value, &TAGS, "tag", &UNKNOWN_TAG, &mut reader.diagnostics) {
                Some(tag) => push(&mut tags, tag, reader),
                None => self.open = true,
            }
        }
        tags
    }
}

fn push(tags: &mut Vec<Spanned<Tag>>, tag: Spanned<Tag>, reader: &mut Reader) {
    if tags.iter().any(|first| first.value == tag.value) {
        let what = format!("`{}` is in the list twice", tag.value.word());
        reader.push(Diagnostic::new(&REPEATED_SETTING, &tag.tokens, what).help("remove one of the two"));
    } else {
        tags.push(tag);
    }
}

fn check(tags: &Tags, reader: &mut Reader) {
    for tag in &tags.disable {
        if tags.enable.iter().any(|enabled| enabled.value == tag.value) {
            let what = format!("`{}` is enabled and disabled", tag.value.word());
            let help = "remove it here or in `enable`: what is disabled stays disabled";
            reader.push(Diagnostic::new(&TAG_IN_BOTH, &tag.tokens, what).help(help));
        }
    }
}
