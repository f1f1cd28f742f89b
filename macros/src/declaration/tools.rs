//! `tools(gmail = […])`: which tools of a toolkit the session reaches.

use proc_macro2::TokenStream;

use super::{Declaration, Draft as _, Slug, SlugOf, Slugs, Tags, said::either, tags};
use tool_router_core::grammar::slug::is_tool;

use crate::{
    diagnostic::Diagnostic,
    rules::{EMPTY_LIST, ENABLE_AND_DISABLE, WRONG_FORM},
    settings::{EntriesOf, Info, Reader, Setting},
    syntax::{Body, Entry, Items, Parentheses, Shape, Value, ValueKind},
};

/// The settings for the tools of one toolkit.
#[derive(Clone, Debug)]
pub(crate) struct ToolkitTools {
    pub(crate) toolkit: Slug,
    pub(crate) enable: Option<Slugs>,
    pub(crate) disable: Option<Slugs>,
    pub(crate) tags: Option<Tags>,
    pub(crate) require_approval: Option<Slugs>,
    /// Whether the tools are uncertain: part of them could not be read, or they are given twice.
    pub(crate) open: bool,
}

impl ToolkitTools {
    /// As for [`Draft::repeat`](super::Draft::repeat).
    pub(super) fn repeat(&mut self, again: Self) {
        let Self { toolkit: _, enable, disable, tags, require_approval, open: _ } = again;
        self.open = true;
        repeat([&mut self.enable, &mut self.disable, &mut self.require_approval], [enable, disable, require_approval]);
        self.tags = either(self.tags.take(), tags);
    }

    /// Every tool that is named, in all lists.
    pub(crate) fn named(&self) -> impl Iterator<Item = &Slug> {
        let lists = [&self.enable, &self.disable, &self.require_approval];
        lists.into_iter().flatten().flat_map(|slugs| &slugs.items)
    }

    /// Whether `tool` can be used, judging by its slug, or `None` if a mistake leaves that open.
    pub(crate) fn allows(&self, tool: &str) -> Option<bool> {
        match (&self.enable, &self.disable) {
            _ if self.open => None,
            (Some(enable), None) => enable.contains(tool),
            (None, Some(disable)) => disable.contains(tool).map(|denied| !denied),
            (Some(_), Some(_)) => None,
            (None, None) => Some(true),
        }
    }
}

/// The draft that the rows of [`KEYS`] fill.
#[derive(Default)]
pub(crate) struct Draft {
    enable: Option<Slugs>,
    disable: Option<Slugs>,
    tags: Option<Tags>,
    require_approval: Option<Slugs>,
    open: bool,
}

impl super::Draft for Draft {
    fn doubt(&mut self) {
        self.open = true;
    }

    fn repeat(&mut self, again: Self) {
        let Self { enable, disable, tags, require_approval, open: _ } = again;
        self.open = true;
        repeat([&mut self.enable, &mut self.disable, &mut self.require_approval], [enable, disable, require_approval]);
        self.tags = either(self.tags.take(), tags);
    }
}

fn repeat(lists: [&mut Option<Slugs>; 3], again: [Option<Slugs>; 3]) {
    for (list, again) in lists.into_iter().zip(again) {
        match (&mut *list, again) {
            (Some(list), Some(again)) => list.extend(again),
            (None, again) => *list = again,
            (Some(_), None) => {}
        }
    }
}

/// The settings of one toolkit inside `tools(…)`.
pub(crate) static KEYS: [Setting<Draft>; 4] = [
    Setting {
        info: Info {
            name: "enable",
            forms: &["enable = [\"GMAIL_FETCH_EMAILS\"]"],
            summary: "These tools can be used, and no others of the toolkit.",
            default: "every tool of the toolkit",
            foreign: &["enabled", "allow", "include"],
            keys: None,
        },
        read: |draft, entry, info, reader| draft.enable = list(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "disable",
            forms: &["disable = [\"GMAIL_SEND_EMAIL\"]"],
            summary: "Every tool of the toolkit except these can be used.",
            default: "every tool of the toolkit",
            foreign: &["disabled", "deny", "exclude"],
            keys: None,
        },
        read: |draft, entry, info, reader| draft.disable = list(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "tags",
            forms: &["tags = [read_only]", "tags(disable = [destructive])"],
            summary: "Tools are chosen by their tags; for this toolkit, this replaces the session's `tags`.",
            default: "the session's `tags`",
            foreign: &["tag", "hints"],
            keys: Some(&tags::INSIDE),
        },
        read: |draft, entry, info, reader| draft.tags = tags::filter(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "require_approval",
            forms: &["require_approval = [\"GMAIL_SEND_EMAIL\"]"],
            summary: "Each call of these tools waits for the user's approval.",
            default: "no approval is needed",
            foreign: &["requireApproval", "approval", "approvals"],
            keys: None,
        },
        read: |draft, entry, info, reader| draft.require_approval = list(entry, info, reader),
    },
];

/// The entries of `tools`: toolkits, each with its settings.
pub(crate) static INSIDE: EntriesOf = EntriesOf { names: None, inside: Some(&KEYS) };

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    if let Some(values) = without_toolkit(&entry.body) {
        let tools = SlugOf::Tool.list(&values, entry.value_tokens(), reader).items;
        declaration.strays.push(Stray { tokens: entry.value_tokens(), tools, entry: None });
        declaration.flaw(info.name);
        return;
    }
    let Body::Group(group) = &entry.body else { return reader.wrong_form(entry, info) };
    reader.is_empty(group, info);
    let mut first: Vec<Entry> = Vec::new();
    for entry in &group.entries {
        let entry = &reader.settle(entry, &SHAPE);
        if let Some(setting) = KEYS.iter().find(|key| !entry.key.is_text() && key.info.name == entry.key.name) {
            of_no_toolkit(declaration, entry, setting, reader);
            continue;
        }
        let tools = toolkit(entry, reader);
        let name = &tools.toolkit.name;
        match declaration.tools.iter().position(|known| known.toolkit.name == *name) {
            Some(position) => {
                reader.repeated(name, entry, &first[position]);
                declaration.tools[position].repeat(tools);
            }
            None => {
                first.push(Entry::clone(entry));
                declaration.tools.push(tools);
            }
        }
    }
}

/// The form of a toolkit's entry.
const SHAPE: Shape = Shape { list: Some(Items::Texts), parentheses: Parentheses::Settings(None), value: None };

/// A part of `tools` that lacks its toolkit; a rule that knows the toolkits reports it.
#[derive(Clone, Debug)]
pub(crate) struct Stray {
    pub(crate) tokens: TokenStream,
    /// The tools in it.
    pub(crate) tools: Vec<Slug>,
    /// The setting, if it is one of a toolkit's: `enable = ["GMAIL_SEND_EMAIL"]`.
    pub(crate) entry: Option<Entry>,
}

/// Tools in place of toolkits: `["GMAIL_SEND_EMAIL"]`, `("GMAIL_SEND_EMAIL")`.
fn without_toolkit(body: &Body) -> Option<Vec<Value>> {
    let values = match body {
        Body::Value(Value { kind: ValueKind::List(values), .. }) => values.clone(),
        Body::Value(value @ Value { kind: ValueKind::Text(_) | ValueKind::Word(_), .. }) => vec![value.clone()],
        Body::Group(group) if !group.entries.is_empty() => {
            group.entries.iter().map(Entry::as_value).collect::<Option<_>>()?
        }
        _ => return None,
    };
    Some(values.into_iter().map(|value| Items::Texts.meant(value)).collect())
}

/// Reports `tools(enable = […])`, which lacks the toolkit.
fn of_no_toolkit(declaration: &mut Declaration, entry: &Entry, setting: &'static Setting<Draft>, reader: &mut Reader) {
    let mut draft = Draft::default();
    (setting.read)(&mut draft, entry, &setting.info, reader);
    let tools = [draft.enable, draft.require_approval].into_iter().flatten();
    let tools = tools.flat_map(|slugs| slugs.items).collect();
    declaration.strays.push(Stray { tokens: entry.tokens(), tools, entry: Some(entry.clone()) });
    declaration.flaw("tools");
}

fn toolkit(entry: &Entry, reader: &mut Reader) -> ToolkitTools {
    let slug = SlugOf::Toolkit.key(&entry.key, reader);
    let name = &slug.name;
    let mut draft = Draft::default();
    match &entry.body {
        Body::Value(Value { kind: ValueKind::List(values), tokens }) if values.is_empty() => {
            let help = format!(
                "name a tool in it, or remove `{name}`: here to allow all its tools, or in `toolkits` to allow none"
            );
            reader.push(Diagnostic::new(&EMPTY_LIST, tokens, format!("no tool of `{name}` could be used")).help(help));
        }
        Body::Value(value @ Value { kind: ValueKind::Text(word) | ValueKind::Word(word), tokens }) if is_tool(word) => {
            let value = Items::Texts.meant(value.clone());
            reader.one_for_list(entry, &value);
            draft.enable = Some(SlugOf::Tool.list(&[value], tokens, reader));
        }
        Body::Value(Value { kind: ValueKind::List(values), tokens }) => {
            draft.enable = Some(SlugOf::Tool.list(values, tokens, reader));
        }
        Body::Group(group) if !group.entries.is_empty() => {
            reader.fill(&mut draft, group, &KEYS, Some(&OF_TOOLKIT));
        }
        Body::Group(group) if group.incomplete => draft.open = true,
        Body::Broken => draft.open = true,
        _ => {
            draft.open = true;
            let prefix = name.to_uppercase().replace('-', "_");
            let key = entry.key.text();
            let help = format!("write `{key} = [\"{prefix}_…\"]`, or remove `{key}`: then all its tools can be used");
            let what = match &entry.body {
                Body::Value(value) => format!("the tools of `{name}` are given as {}", value.describe()),
                _ => format!("no tools are given for `{name}`"),
            };
            reader.push(Diagnostic::new(&WRONG_FORM, entry.value_tokens(), what).help(help));
        }
    }
    draft.finish(slug, reader)
}

/// Represents the toolkit in messages that name the surrounding setting.
static OF_TOOLKIT: Info = Info {
    name: "tools",
    forms: &["tools(gmail = [\"GMAIL_FETCH_EMAILS\"])"],
    summary: "",
    default: "",
    foreign: &[],
    keys: Some(&KEYS),
};

fn list(entry: &Entry, info: &Info, reader: &mut Reader) -> Option<Slugs> {
    let help = "name a tool in it, or remove it";
    SlugOf::Tool.list_of(entry, info, help, reader)
}

impl Draft {
    fn finish(self, toolkit: Slug, reader: &mut Reader) -> ToolkitTools {
        let Self { enable, disable, tags, require_approval, open } = self;
        let ways: [(&str, Option<TokenStream>); 3] = [
            ("enable", enable.as_ref().map(|slugs| slugs.tokens.clone())),
            ("disable", disable.as_ref().map(|slugs| slugs.tokens.clone())),
            ("tags", tags.as_ref().map(|tags| tags.tokens.clone())),
        ];
        let mut said = ways.into_iter().filter_map(|(name, tokens)| Some((name, tokens?)));
        if let Some((first, _)) = said.next().filter(|_| !open) {
            for (name, tokens) in said {
                let what = format!("`{first}` and `{name}` are mutually exclusive for one toolkit");
                let help = format!("remove it, or remove `{first}`");
                reader.push(Diagnostic::new(&ENABLE_AND_DISABLE, tokens, what).help(help));
            }
        }
        ToolkitTools { toolkit, enable, disable, tags, require_approval, open }
    }
}
