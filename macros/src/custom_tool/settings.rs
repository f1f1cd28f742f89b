//! The settings of `#[custom_tool]`, and the checks of single settings.

use proc_macro2::TokenStream;
use syn::Path;

use tool_router_core::grammar::{
    custom_tool::{MAX_DESCRIPTION, MAX_NAME, MAX_SLUG, is_text, likely_slug, listed, slug_problem},
    slug::{is_toolkit, likely_toolkit},
};

use crate::{
    declaration::{Draft, Said, Spanned},
    diagnostic::Diagnostic,
    rules::{CUSTOM_TOOL_SLUG, CUSTOM_TOOL_TEXT, TOOLKIT_SLUG},
    settings::{Info, Paths, Reader, Setting, Table},
    syntax::{self, Body, Entry, Value, ValueKind},
};

/// The content of the attribute.
#[derive(Default)]
pub(super) struct Settings {
    pub(super) slug: Said<Spanned<String>>,
    pub(super) name: Said<Spanned<String>>,
    pub(super) description: Said<Spanned<String>>,
    pub(super) extends_toolkit: Said<Spanned<String>>,
    pub(super) preload: Said<Spanned<bool>>,
    pub(super) output_schema: Said<Spanned<bool>>,
    pub(super) crate_path: Option<Path>,
}

/// Every setting of `#[custom_tool(…)]`, in the order of the documentation.
static SETTINGS: [Setting<Settings>; 7] = [
    Setting {
        info: Info {
            name: "slug",
            forms: &["slug = \"FIND_CUSTOMER\""],
            summary: "The name that the tool is called by: letters, digits, `_` and `-`.",
            default: "the function's name in upper case",
            foreign: &["tool_slug", "id"],
            keys: None,
        },
        read: |settings, entry, info, reader| settings.slug = slug(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "name",
            forms: &["name = \"Find a customer\""],
            summary: "The display name: 1 to 128 characters.",
            default: "the function's name as words",
            foreign: &["title", "display_name", "displayName"],
            keys: None,
        },
        read: |settings, entry, info, reader| settings.name = text(entry, info, MAX_NAME, reader),
    },
    Setting {
        info: Info {
            name: "description",
            forms: &["description = \"Finds a customer by e-mail address.\""],
            summary: "What the tool does, for the search and the model: 1 to 5,120 characters.",
            default: "the function's documentation: its doc comment, `#[doc = include_str!(\"tool.md\")]`",
            foreign: &["desc", "about", "doc"],
            keys: None,
        },
        read: |settings, entry, info, reader| settings.description = text(entry, info, MAX_DESCRIPTION, reader),
    },
    Setting {
        info: Info {
            name: "extends_toolkit",
            forms: &["extends_toolkit = \"gmail\""],
            summary: "The toolkit whose connection the tool uses.",
            default: "none",
            foreign: &["extends", "extendsToolkit", "toolkit"],
            keys: None,
        },
        read: |settings, entry, info, reader| settings.extends_toolkit = toolkit(entry, info, reader),
    },
    Setting {
        info: Info {
            name: "preload",
            forms: &["preload", "preload = false"],
            summary: "Whether the session lists the tool from the start.",
            default: "the setting of the tool's toolkit, or else `true`",
            foreign: &["preloaded"],
            keys: None,
        },
        read: |settings, entry, info, reader| settings.preload = reader.flag(entry, info),
    },
    Setting {
        info: Info {
            name: "output_schema",
            forms: &["output_schema"],
            summary: "Describes the tool's result to the model: the type that the function returns has to implement `JsonSchema`.",
            default: "the result is not described",
            foreign: &["output_params", "outputParams", "outputSchema"],
            keys: None,
        },
        read: |settings, entry, info, reader| settings.output_schema = reader.flag(entry, info),
    },
    Setting {
        info: Info {
            name: "crate",
            forms: &["crate = ::path::to::tool_router"],
            summary: "The path of this crate in the generated code.",
            default: "the name that Cargo.toml gives it",
            foreign: &[],
            keys: Some(&Paths),
        },
        read: |settings, entry, info, reader| settings.crate_path = crate_path(entry, info, reader),
    },
];

/// The content of `#[custom_tools(…)]`.
#[derive(Default)]
pub(super) struct BlockSettings {
    pub(super) crate_path: Option<Path>,
}

static BLOCK_SETTINGS: [Setting<BlockSettings>; 1] = [Setting {
    info: Info {
        name: "crate",
        forms: &["crate = ::path::to::tool_router"],
        summary: "The path of this crate in the generated code.",
        default: "the name that Cargo.toml gives it",
        foreign: &[],
        keys: Some(&Paths),
    },
    read: |settings, entry, info, reader| settings.crate_path = crate_path(entry, info, reader),
}];

impl Draft for BlockSettings {
    fn doubt(&mut self) {}

    fn repeat(&mut self, again: Self) {
        self.crate_path = self.crate_path.take().or(again.crate_path);
    }
}

impl BlockSettings {
    pub(super) fn read(attribute: TokenStream, reader: &mut Reader) -> Self {
        let mut settings = Self::default();
        let group = syntax::parse(attribute, &mut reader.diagnostics);
        reader.fill(&mut settings, &group, &BLOCK_SETTINGS, None);
        settings
    }
}

impl Draft for Settings {
    fn doubt(&mut self) {
        let Self { slug, name, description, extends_toolkit, preload, output_schema, crate_path: _ } = self;
        for text in [slug, name, description, extends_toolkit] {
            text.doubt();
        }
        preload.doubt();
        output_schema.doubt();
    }

    fn repeat(&mut self, again: Self) {
        let Self { slug, name, description, extends_toolkit, preload, output_schema, crate_path } = again;
        self.slug.repeat(slug);
        self.name.repeat(name);
        self.description.repeat(description);
        self.extends_toolkit.repeat(extends_toolkit);
        self.preload.repeat(preload);
        self.output_schema.repeat(output_schema);
        self.crate_path = self.crate_path.take().or(crate_path);
    }
}

impl Settings {
    pub(super) fn read(attribute: TokenStream, reader: &mut Reader) -> Self {
        let mut settings = Self::default();
        let group = syntax::parse(attribute, &mut reader.diagnostics);
        reader.fill(&mut settings, &group, &SETTINGS, None);
        settings
    }

    /// Checks the length of the slug, which depends on the toolkit as well.
    pub(super) fn check_length(&self, slug: &Spanned<String>, reader: &mut Reader) {
        let toolkit = self.extends_toolkit.yes().map(|toolkit| toolkit.value.as_str());
        let listed = listed(&slug.value, toolkit);
        if listed.len() > MAX_SLUG && !matches!(self.extends_toolkit, Said::Wrong) {
            let what = format!("`{listed}` has {} characters; the maximum is {MAX_SLUG}", listed.len());
            let most = MAX_SLUG.saturating_sub(listed.len() - slug.value.len());
            let start: String = slug.value.chars().take(most).collect();
            let verb = if self.slug.is_said() { "write" } else { "add" };
            let help = format!(
                "{verb} `slug = \"{}\"`, or another of up to {most} characters: the router adds a prefix",
                start.trim_end_matches(['_', '-'])
            );
            reader.push(Diagnostic::new(&CUSTOM_TOOL_SLUG, &slug.tokens, what).help(help));
        }
    }
}

/// The table of settings, for completions.
pub(crate) fn table() -> &'static dyn Table {
    &SETTINGS
}

/// The settings, as a table for the documentation.
pub(crate) fn reference() -> String {
    let mut table = String::from("| setting | | if left out |\n| --- | --- | --- |\n");
    for Setting { info, .. } in &SETTINGS {
        let forms: Vec<String> = info.forms.iter().map(|form| format!("`{form}`")).collect();
        table.push_str(&format!("| {} | {} | {} |\n", forms.join(", "), info.summary, info.default));
    }
    table
}

fn slug(entry: &Entry, info: &Info, reader: &mut Reader) -> Said<Spanned<String>> {
    let said = reader.text(entry, info);
    let Some(Spanned { value, tokens }) = said.yes() else { return said };
    let Some(problem) = slug_problem(value) else { return said };
    let help = likely_slug(value).map_or_else(|| info.how_to_write(None), |slug| format!("write `\"{slug}\"`"));
    reader.push(Diagnostic::new(&CUSTOM_TOOL_SLUG, tokens, problem).help(help));
    Said::Wrong
}

fn text(entry: &Entry, info: &Info, most: usize, reader: &mut Reader) -> Said<Spanned<String>> {
    let said = reader.text(entry, info);
    let Some(Spanned { value, tokens }) = said.yes() else { return said };
    if is_text(value, most) {
        return said;
    }
    let what = match value.trim().is_empty() {
        true => format!("the {} is empty", info.name),
        false => format!("the {} has {} characters", info.name, value.chars().count()),
    };
    let help = format!("write `{} = \"…\"`, with 1 to {most} characters", info.name);
    reader.push(Diagnostic::new(&CUSTOM_TOOL_TEXT, tokens, what).help(help));
    Said::Wrong
}

fn toolkit(entry: &Entry, info: &Info, reader: &mut Reader) -> Said<Spanned<String>> {
    let said = reader.text(entry, info);
    let Some(Spanned { value, tokens }) = said.yes() else { return said };
    if is_toolkit(value) {
        return said;
    }
    let what =
        format!("`{value}` is not a toolkit slug: use lower-case letters and digits, joined by single `_` or `-`");
    let help = likely_toolkit(value).map_or_else(|| info.how_to_write(None), |slug| format!("write `\"{slug}\"`"));
    reader.push(Diagnostic::new(&TOOLKIT_SLUG, tokens, what).help(help));
    Said::Wrong
}

fn crate_path(entry: &Entry, info: &'static Info, reader: &mut Reader) -> Option<Path> {
    let path = match &entry.body {
        Body::Value(Value { kind: ValueKind::Path | ValueKind::Word(_), tokens }) => syn::parse2(tokens.clone()).ok(),
        _ => None,
    };
    if path.is_none() {
        reader.wrong_form(entry, info);
    }
    path
}
