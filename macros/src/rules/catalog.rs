//! Rules that check a declaration against a catalogue of toolkits and tools.

use super::{Chapter, Level, Rule, Subject, reach::named_toolkits};
use tool_router_core::{
    config::Tag,
    grammar::{
        slug::toolkit_of,
        spelling::{nearest, nearest_few},
    },
    markdown::or,
};

use crate::{
    catalog::Found,
    declaration::{Declaration, Reach, Said, Slug, Slugs, ToolkitTools},
    diagnostic::{Diagnostic, Diagnostics},
    handles::{self, Kind},
};

pub(super) static CHAPTER: Chapter = Chapter {
    title: "The catalogue",
    rules: &[&CATALOG_FILE, &UNKNOWN_TOOLKIT, &UNKNOWN_TOOL, &TOOLS_OUTSIDE_TAGS, &TYPED_TOOLS],
};

pub(crate) static CATALOG_FILE: Rule = Rule {
    name: "catalog-file",
    level: Level::Error,
    summary: "A catalogue that is missing, cut off, larger than 64 MiB, or not a catalogue.",
    why: "Without it, the slugs of the declaration would not be checked.",
    rejected: r#"#[tool_router_session(catalog = "docs/no-such-file.json", toolkits = ["gmail"])]
struct Agent;"#,
    mended: r#"#[tool_router_session(catalog = "docs/tool-router.catalog.json", toolkits = ["gmail"])]
struct Agent;"#,
    check: Some(catalog_file),
};

pub(crate) static UNKNOWN_TOOLKIT: Rule = Rule {
    name: "unknown-toolkit",
    level: Level::Error,
    summary: "A toolkit that is not in the catalogue.",
    why: "The API accepts any well-formed slug, and the session silently lacks the toolkit.",
    rejected: r#"#[tool_router_session(catalog = "docs/tool-router.catalog.json", toolkits = ["gmial"])]
struct Agent;"#,
    mended: r#"#[tool_router_session(catalog = "docs/tool-router.catalog.json", toolkits = ["gmail"])]
struct Agent;"#,
    check: Some(unknown_toolkit),
};

pub(crate) static UNKNOWN_TOOL: Rule = Rule {
    name: "unknown-tool",
    level: Level::Error,
    summary: "A tool that is not in the catalogue.",
    why: "Allowing it allows nothing, denying it denies nothing, and a call of it fails at run time.",
    rejected: r#"#[tool_router_session(
    catalog = "docs/tool-router.catalog.json",
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_MAILS"]),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    catalog = "docs/tool-router.catalog.json",
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
)]
struct Agent;"#,
    check: Some(unknown_tool),
};

pub(crate) static TOOLS_OUTSIDE_TAGS: Rule = Rule {
    name: "tools-outside-tags",
    level: Level::Lint,
    summary: "A tool that is enabled, preloaded, overridden or under approval, but excluded by `tags`.",
    why: "The filter on the tags that the catalogue gives a tool applies to it, although a later API may let a tool that is enabled or \
          preloaded by name pass it. Policies therefore count such a tool as reached.",
    rejected: r#"#[tool_router_session(
    catalog = "docs/tool-router.catalog.json",
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_SEND_EMAIL"]),
    tags = [read_only],
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    catalog = "docs/tool-router.catalog.json",
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    tags = [read_only],
)]
struct Agent;"#,
    check: Some(tools_outside_tags),
};

pub(crate) static TYPED_TOOLS: Rule = Rule {
    name: "typed-tools",
    level: Level::Error,
    summary: "`typed_tools` without a catalogue, without a named tool, or without the feature `typed-tools`.",
    why: "The types are generated from the catalogue's schemas of the tools that the declaration names.",
    rejected: r#"#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    typed_tools,
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    catalog = "docs/tool-router.catalog.json",
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    typed_tools,
)]
struct Agent;"#,
    check: Some(typed_tools),
};

/// How many names a message proposes.
const PROPOSED: usize = 3;

fn catalog_file(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let (problem, tokens) = match &subject.declaration.catalog {
        Said::Yes(named) => (subject.catalog.problem(), Some(&named.tokens)),
        Said::No => (subject.catalog.take_problem(), None),
        Said::Unread | Said::Wrong => return,
    };
    let Some(problem) = problem else { return };
    let what = problem.to_string();
    // A file that no declaration names has no tokens in the source.
    diagnostics.push(match tokens {
        Some(tokens) => Diagnostic::new(&CATALOG_FILE, tokens, what).help(problem.help()),
        None => Diagnostic::new(&CATALOG_FILE, subject.agent, what).help(problem.help()),
    });
}

fn typed_tools(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let Some(tokens) = subject.declaration.types_tools() else { return };
    let (handles, _) = handles::of(subject.declaration);
    let (what, help) = if !cfg!(feature = "typed-tools") {
        (
            "types of arguments are made with the feature `typed-tools`, which is off",
            "remove it, or add the feature in Cargo.toml: `tool-router = { version = \"…\", features = [\"typed-tools\"] }`",
        )
    } else if matches!(subject.declaration.catalog, Said::Unread | Said::Wrong) {
        return;
    } else if matches!(subject.catalog, Found::Nothing) {
        (
            "`typed_tools` needs a catalogue",
            "remove it, or pull one with `tool-router catalog pull`; it is found next to Cargo.toml, or through `catalog = \"…\"`",
        )
    } else if !handles.iter().any(|handle| handle.kind == Kind::Tool) {
        ("`typed_tools` needs a named tool", "remove it, or name the tools in `tools`")
    } else {
        return;
    };
    diagnostics.push(Diagnostic::new(&TYPED_TOOLS, tokens, what).help(help));
}

fn unknown_toolkit(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let Some(catalog) = subject.catalog.catalog() else { return };
    for (slug, unknown, beside) in toolkits(subject.declaration).iter().flat_map(|list| unknown(list)) {
        let what = format!("there is no toolkit `{unknown}` in the catalogue");
        let near = nearest_few(unknown, catalog.toolkits(), PROPOSED);
        diagnostics.push(Diagnostic::new(&UNKNOWN_TOOLKIT, &slug.tokens, what).help(proposal(slug, near, &beside)));
    }
}

fn unknown_tool(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let Some(catalog) = subject.catalog.catalog() else { return };
    let declaration = subject.declaration;
    for (tool, unknown, beside) in tools(declaration).iter().flat_map(|list| unknown(list)) {
        let toolkits = named_toolkits(declaration).map(|slug| slug.name.as_str());
        let what = format!("there is no tool `{unknown}` in the catalogue");
        let near = match toolkit_of(unknown, toolkits.chain(catalog.toolkits())) {
            Some(toolkit) => nearest_few(unknown, catalog.tools_of(toolkit), PROPOSED),
            None => nearest(unknown, catalog.tools()).into_iter().collect(),
        };
        diagnostics.push(Diagnostic::new(&UNKNOWN_TOOL, &tool.tokens, what).help(proposal(tool, near, &beside)));
    }
}

/// The slugs of a list that the catalogue lacks, as they were written, each with the other items of the list.
fn unknown<'a>(list: &[&'a Slug]) -> Vec<(&'a Slug, &'a str, Vec<&'a str>)> {
    let unknown = list.iter().filter_map(|slug| Some((*slug, slug.unknown.as_deref()?)));
    let beside =
        |own: &Slug| list.iter().filter(|slug| !std::ptr::eq(**slug, own)).map(|slug| slug.name.as_str()).collect();
    unknown.map(|(slug, unknown)| (slug, unknown, beside(slug))).collect()
}

/// The toolkits that are named, grouped by list.
fn toolkits(declaration: &Declaration) -> Vec<Vec<&Slug>> {
    let toolkits = declaration.toolkits.as_ref();
    let listed = match declaration.reach() {
        Said::Yes(reach) => slugs(reach).iter().collect(),
        // If `toolkits` is contradictory, its names include those under approval.
        Said::Wrong => toolkits.iter().flat_map(|toolkits| &toolkits.named).collect(),
        Said::Unread | Said::No => Vec::new(),
    };
    let contradicted = matches!(declaration.reach(), Said::Wrong);
    let approvals = toolkits.filter(|_| !contradicted).and_then(|toolkits| toolkits.require_approval.as_ref());
    let hooks = declaration.hooks.iter().filter_map(|hook| hook.toolkits.as_ref());
    let mut all = vec![
        listed,
        declaration.tools.iter().map(|tools| &tools.toolkit).collect(),
        declaration.auth_configs.iter().map(|config| &config.toolkit).collect(),
        declaration.connected_accounts.iter().map(|accounts| &accounts.toolkit).collect(),
    ];
    let required = declaration.manage_connections.required.yes();
    all.extend(approvals.into_iter().chain(hooks).chain(required).map(|slugs| slugs.items.iter().collect()));
    if let Some(instant) = &declaration.instant {
        all.extend(instant.toolkits.iter().map(|reach| slugs(reach).iter().collect()));
        all.push(instant.tools.iter().map(|(toolkit, _)| toolkit).collect());
    }
    all
}

/// Every tool that is named, grouped by list.
fn tools(declaration: &Declaration) -> Vec<Vec<&Slug>> {
    let instant = declaration.instant.iter().flat_map(|instant| &instant.tools);
    let mut all: Vec<Vec<&Slug>> = declaration.tools.iter().flat_map(lists).collect();
    all.push(preloaded(declaration).iter().collect());
    all.push(overridden(declaration).collect());
    all.extend(instant.map(|(_, access)| slugs(access).iter().collect()));
    all.extend(declaration.strays.iter().map(|stray| stray.tools.iter().collect()));
    all
}

fn lists(tools: &ToolkitTools) -> [Vec<&Slug>; 3] {
    let ToolkitTools { enable, disable, require_approval, .. } = tools;
    [enable, disable, require_approval].map(|list| list.iter().flat_map(|slugs| &slugs.items).collect())
}

/// The preloaded tools that are named.
fn preloaded(declaration: &Declaration) -> &[Slug] {
    declaration.preload.yes().map_or(&[], |preload| preload.value.named())
}

/// The tools with an override of their own.
fn overridden(declaration: &Declaration) -> impl Iterator<Item = &Slug> {
    let overrides = declaration.permissions.iter().flat_map(|permissions| &permissions.overrides);
    overrides.filter_map(|entry| entry.tool.as_ref())
}

fn slugs(reach: &Reach) -> &[Slug] {
    match reach {
        Reach::Only(slugs) | Reach::Except(slugs) => &slugs.items,
        Reach::Any | Reach::None => &[],
    }
}

/// The help for a slug in a list, without names that the list already has.
fn proposal(slug: &Slug, near: Vec<&str>, beside: &[&str]) -> String {
    let (there, near): (Vec<&str>, Vec<&str>) = near.into_iter().partition(|near| beside.contains(near));
    if let ([there, ..], []) = (&there[..], &near[..]) {
        format!("remove it: `{there}` is already listed")
    } else if near.is_empty() {
        "remove it, or, if it is new, pull the catalogue again: `tool-router catalog pull`".to_owned()
    } else {
        format!("did you mean {}?", or(near.iter().map(|near| format!("`{}`", slug.spelt(near)))))
    }
}

fn tools_outside_tags(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    // The mistake may have been in a tag, or in the toolkit's own tags.
    if diagnostics.has_errors() {
        return;
    }
    let declaration = subject.declaration;
    let enabled = declaration.tools.iter().flat_map(|tools| tools.enable.iter().chain(&tools.require_approval));
    let instant =
        declaration.instant.iter().flat_map(|instant| &instant.tools).filter_map(|(_, access)| match access {
            Reach::Only(slugs) => Some(&slugs.items),
            _ => None,
        });
    let named = enabled.flat_map(|slugs| &slugs.items).chain(preloaded(declaration)).chain(overridden(declaration));
    let enabled_by_name: Vec<&str> =
        declaration.tools.iter().filter_map(|tools| tools.enable.as_ref()).flat_map(Slugs::names).collect();
    let preloaded_by_name: Vec<&str> = preloaded(declaration).iter().map(|tool| tool.name.as_str()).collect();
    let mut told: Vec<&str> = Vec::new();
    let named: Vec<&Slug> = named.chain(instant.flatten()).collect();
    for tool in &named {
        // One tag excludes it, wherever it is named.
        if told.contains(&tool.name.as_str()) || super::exclusion(declaration, tool).is_some() {
            continue;
        }
        let Some((reason, help)) = exclusion_by_tags(subject, tool) else { continue };
        let by_name = [(&enabled_by_name, "enabled"), (&preloaded_by_name, "preloaded")];
        let how = by_name.into_iter().find(|(names, _)| names.contains(&tool.name.as_str())).map(|(_, how)| how);
        let what = match how {
            Some(how) => format!(
                "`{}` is {how}, and excluded by its tags alone, which the API may disregard: {reason}",
                tool.name
            ),
            None => format!("`{}` cannot be used: {reason}", tool.name),
        };
        let is_once = named.iter().filter(|other| other.name == tool.name).count() == 1;
        let here = if is_once { " remove it here," } else { "" };
        let help = format!("{help},{here} or {} if this is intended", declaration.allowing(&TOOLS_OUTSIDE_TAGS));
        diagnostics.push(Diagnostic::new(&TOOLS_OUTSIDE_TAGS, &tool.tokens, what).help(help));
        told.push(&tool.name);
    }
}

/// Why the tags that the catalogue gives `tool` exclude it, if they do, and what would include it: the tags of its
/// toolkit's entry in `tools`, or else the session's.
fn exclusion_by_tags(subject: &Subject<'_>, tool: &Slug) -> Option<(String, String)> {
    let known = subject.catalog.catalog()?.tool(&tool.name)?;
    let own = subject.declaration.tools.iter().find(|tools| tools.toolkit.name == known.toolkit);
    let (tags, setting, place) = match own.and_then(|tools| tools.tags.as_ref()) {
        Some(tags) => {
            (tags, format!("the `tags` of `{}`", known.toolkit), format!("`tags` in `{}` in `tools`", known.toolkit))
        }
        None => (subject.declaration.tags.as_ref()?, "the session's `tags`".to_owned(), "`tags`".to_owned()),
    };
    let carries = |tag: Tag| known.tags.iter().any(|carried| carried == tag.as_str());
    if let Some(denied) = tags.disable.iter().find(|tag| carries(tag.value)) {
        let word = denied.value.word();
        return Some((format!("{setting} disable `{word}`"), format!("remove `{word}` from {place}")));
    }
    if tags.enable.is_empty() || tags.enable.iter().any(|tag| carries(tag.value)) {
        return None;
    }
    // A weak tag includes hardly anything else, but it is only proposed if there is no other.
    let carried: Vec<Tag> = Tag::ALL.iter().copied().filter(|tag| carries(*tag)).collect();
    let strong: Vec<Tag> = carried.iter().copied().filter(|tag| !tag.is_weak()).collect();
    Some(match if strong.is_empty() { &carried[..] } else { &strong } {
        [] => (format!("{setting} enable only tools with a tag, and it has none"), format!("remove {place}")),
        carried => {
            let enabled = or(tags.enable.iter().map(|tag| format!("`{}`", tag.value.word())));
            let only = format!("{setting} enable only tools tagged {enabled}");
            (only, format!("add `{}` to {place}", carried[0].word()))
        }
    })
}
