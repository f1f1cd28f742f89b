//! Rules about toolkits, tools and tags.

use proc_macro2::TokenStream;
use tool_router_core::grammar::spelling::nearest;

use super::{
    Chapter, Level, Rule, Subject,
    reach::{Stranger, let_in, mentions},
};

use crate::{
    declaration::{Reach, Said, Slug, ToolkitTools},
    diagnostic::{Diagnostic, Diagnostics},
};

pub(super) static CHAPTER: Chapter = Chapter {
    title: "Toolkits, tools and tags",
    rules: &[
        &TOOLKIT_SLUG,
        &ENABLE_AND_DISABLE,
        &EMPTY_LIST,
        &TOOL_SLUG,
        &TOOL_OF_OTHER_TOOLKIT,
        &TOOLS_OUTSIDE_TOOLKITS,
        &APPROVAL_OUTSIDE_TOOLS,
        &APPROVAL_OF_NOTHING,
        &UNKNOWN_TAG,
        &TAG_IN_BOTH,
        &WEAK_TAG,
    ],
};

pub(crate) static TOOLKIT_SLUG: Rule = Rule {
    name: "toolkit-slug",
    level: Level::Error,
    summary: "A toolkit that is not written as its slug: lower-case letters and digits, joined by single `_` or `-`.",
    why: "The API accepts only slugs; given a display name, it creates a session without the toolkit.",
    rejected: r#"#[tool_router_session(toolkits = ["Google Calendar"])]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["googlecalendar"])]
struct Agent;"#,
    check: None,
};

pub(crate) static ENABLE_AND_DISABLE: Rule = Rule {
    name: "enable-and-disable",
    level: Level::Error,
    summary: "More than one of `enable`, `disable` and `tags` (or `any`) for the same thing.",
    why: "The API accepts only one of them; next to an allowlist, a denylist has no effect.",
    rejected: r#"#[tool_router_session(toolkits(enable = ["gmail"], disable = ["exa"]))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits(enable = ["gmail"]))]
struct Agent;"#,
    check: None,
};

pub(crate) static EMPTY_LIST: Rule = Rule {
    name: "empty-list",
    level: Level::Error,
    summary: "An empty list of slugs, tags or accounts.",
    why: "The API refuses an approval list without entries, and reads an empty denylist as \"everything\".",
    rejected: r"#[tool_router_session(toolkits(disable = []))]
struct Agent;",
    mended: r"#[tool_router_session(toolkits = any)]
struct Agent;",
    check: None,
};

pub(crate) static TOOL_SLUG: Rule = Rule {
    name: "tool-slug",
    level: Level::Error,
    summary: "A tool that is not written as its slug: upper-case words, joined by single `_`.",
    why: "The API compares slugs case-sensitively: a lower-case slug enables no tool and disables none.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["gmail_send_email"]))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_SEND_EMAIL"]))]
struct Agent;"#,
    check: None,
};

pub(crate) static TOOL_OF_OTHER_TOOLKIT: Rule = Rule {
    name: "tool-of-other-toolkit",
    level: Level::Error,
    summary: "A tool that cannot belong to the toolkit that it is listed under.",
    why: "A tool's slug begins with its toolkit's. Under another toolkit, it enables nothing and denies nothing.",
    rejected: r#"#[tool_router_session(
    toolkits = ["gmail", "slack"],
    tools(gmail = ["SLACK_SEND_MESSAGE"]),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    toolkits = ["gmail", "slack"],
    tools(slack = ["SLACK_SEND_MESSAGE"]),
)]
struct Agent;"#,
    check: Some(tool_of_other_toolkit),
};

pub(crate) static TOOLS_OUTSIDE_TOOLKITS: Rule = Rule {
    name: "tools-outside-toolkits",
    level: Level::Error,
    summary: "A setting for a toolkit that the session cannot reach.",
    why: "It has no effect, so either the setting or `toolkits` is wrong.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], auth_configs(github = "ac_1"))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail", "github"], auth_configs(github = "ac_1"))]
struct Agent;"#,
    check: Some(tools_outside_toolkits),
};

pub(crate) static APPROVAL_OUTSIDE_TOOLS: Rule = Rule {
    name: "approval-outside-tools",
    level: Level::Error,
    summary: "An approval for a tool that the same toolkit's `enable` excludes.",
    why: "A tool that cannot be called needs no approval: one of the two lists is wrong.",
    rejected: r#"#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail(enable = ["GMAIL_FETCH_EMAILS"], require_approval = ["GMAIL_SEND_EMAIL"])),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail(
        enable = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"],
        require_approval = ["GMAIL_SEND_EMAIL"],
    )),
)]
struct Agent;"#,
    check: Some(approval_outside_tools),
};

pub(crate) static APPROVAL_OF_NOTHING: Rule = Rule {
    name: "approval-of-nothing",
    level: Level::Error,
    summary: "A tag, tool or toolkit that is both disabled and under approval in the same place.",
    why: "A disabled tool never runs, so approval is never requested: one of the two is wrong.",
    rejected: r#"#[tool_router_session(
    toolkits = ["gmail"],
    tags(disable = [destructive], require_approval = [destructive]),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    toolkits = ["gmail"],
    tags(require_approval = [destructive]),
)]
struct Agent;"#,
    check: Some(approval_of_nothing),
};

pub(crate) static UNKNOWN_TAG: Rule = Rule {
    name: "unknown-tag",
    level: Level::Error,
    summary: "A tag that is not one of the six of the catalogue.",
    why: "The SDKs send any word as a tag; one that no tool carries excludes every tool, or none.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], tags = [readOnlyHint])]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], tags = [read_only])]
struct Agent;"#,
    check: None,
};

pub(crate) static TAG_IN_BOTH: Rule = Rule {
    name: "tag-in-both",
    level: Level::Error,
    summary: "A tag that is enabled and disabled in the same place.",
    why: "It is not clear which of the two applies.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], tags(enable = [update], disable = [update]))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], tags(enable = [read_only], disable = [update]))]
struct Agent;"#,
    check: None,
};

pub(crate) static WEAK_TAG: Rule = Rule {
    name: "weak-tag",
    level: Level::Lint,
    summary: "Access that depends on `idempotent` or `open_world`.",
    why: "Few tools of the catalogue carry these tags: enabling by them excludes nearly every tool, disabling nearly none.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], tags(disable = [open_world]))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], tags(disable = [destructive]))]
struct Agent;"#,
    check: Some(weak_tag),
};

fn weak_tag(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    for tags in declaration.tags.iter().chain(declaration.tools.iter().filter_map(|tools| tools.tags.as_ref())) {
        for tag in tags.enable.iter().chain(&tags.disable).filter(|tag| tag.value.is_weak()) {
            let name = tag.value.word();
            let what = format!("few tools carry the tag `{name}`, so filtering by it affects almost nothing");
            let help = format!(
                "choose by `read_only` or `destructive`, or {} if this is intended",
                declaration.allowing(&WEAK_TAG)
            );
            diagnostics.push(Diagnostic::new(&WEAK_TAG, &tag.tokens, what).help(help));
        }
    }
}

fn tool_of_other_toolkit(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for tools in subject.declaration.tools.iter().filter(|tools| tools.toolkit.certain) {
        let toolkit = tools.toolkit.name.as_str();
        // The tools of a toolkit that is not in the catalogue are checked once that is corrected.
        if !subject.is_toolkit(toolkit) {
            continue;
        }
        for tool in tools.named().filter(|tool| tool.certain) {
            if let Some(stranger) = Stranger::under(toolkit, tool, subject) {
                let what = format!("`{}` is not a tool of `{toolkit}`", tool.name);
                let help = stranger.help(tool, toolkit, "tools", subject.declaration);
                diagnostics.push(Diagnostic::new(&TOOL_OF_OTHER_TOOLKIT, &tool.tokens, what).help(help));
            }
        }
    }
}

fn tools_outside_toolkits(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let Said::Yes(reach) = declaration.reach() else { return };
    for (slug, setting) in mentions(declaration).filter(|(slug, _)| slug.certain) {
        if reach.contains(&slug.name) != Some(false) {
            continue;
        }
        // That is an approval of nothing.
        if setting == "require_approval" && matches!(reach, Reach::Except(_)) {
            continue;
        }
        let name = &slug.name;
        let (what, help) = match reach {
            Reach::None => (
                format!("`{setting}` names `{name}`, but `toolkits = none` lets the session reach no toolkit"),
                format!("{}, or remove it here", let_in(name, reach)),
            ),
            Reach::Except(_) => (
                format!("`{setting}` names `{name}`, which `toolkits` disables"),
                format!("{}, or remove it here", let_in(name, reach)),
            ),
            Reach::Only(slugs) => (
                format!("`{setting}` names `{name}`, which is not among the toolkits of the session"),
                match nearest(name, slugs.names()) {
                    Some(near) => format!("did you mean `{}`?", slug.spelt(near)),
                    None => format!("{}, or remove it here", let_in(name, reach)),
                },
            ),
            Reach::Any => continue,
        };
        diagnostics.push(Diagnostic::new(&TOOLS_OUTSIDE_TOOLKITS, &slug.tokens, what).help(help));
    }
}

fn approval_outside_tools(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for tools in &subject.declaration.tools {
        let (Some(enable), None) = (&tools.enable, &tools.disable) else { continue };
        // One of the enabled tools may be this one, misspelt.
        if !enable.items.iter().all(|tool| subject.is_tool(tool)) {
            continue;
        }
        for tool in approved(tools, subject).filter(|tool| enable.contains(&tool.name) == Some(false)) {
            let what = format!("`{}` needs approval, but is not enabled", tool.name);
            let help = format!("add `\"{}\"` to `enable`, or remove it here", tool.name);
            diagnostics.push(Diagnostic::new(&APPROVAL_OUTSIDE_TOOLS, &tool.tokens, what).help(help));
        }
    }
}

/// The tools of a toolkit under approval, except those that another rule reports.
fn approved<'a>(tools: &'a ToolkitTools, subject: &Subject<'_>) -> impl Iterator<Item = &'a Slug> {
    let approved = tools.require_approval.iter().flat_map(|slugs| &slugs.items);
    let at_home = |tool: &Slug| !tools.toolkit.certain || Stranger::under(&tools.toolkit.name, tool, subject).is_none();
    approved.filter(move |tool| tool.certain && subject.is_tool(tool) && at_home(tool))
}

fn approval_of_nothing(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let mut report = |name: &str, tokens: &TokenStream, disabled: &str| {
        let what = format!("`{name}` needs approval, but {disabled}");
        let help = "remove it here: what is disabled never runs";
        diagnostics.push(Diagnostic::new(&APPROVAL_OF_NOTHING, tokens, what).help(help));
    };
    if let Some(toolkits) = &declaration.toolkits
        && let Said::Yes(Reach::Except(disabled)) = &toolkits.reach
    {
        let approved = toolkits.require_approval.iter().flat_map(|slugs| &slugs.items).filter(|slug| slug.certain);
        for slug in approved.filter(|slug| subject.is_toolkit(&slug.name)) {
            if disabled.contains(&slug.name) == Some(true) {
                report(&slug.name, &slug.tokens, "the toolkit is disabled");
            }
        }
    }
    for tools in &declaration.tools {
        let Some(disabled) = &tools.disable else { continue };
        for tool in approved(tools, subject).filter(|tool| disabled.contains(&tool.name) == Some(true)) {
            report(&tool.name, &tool.tokens, "the tool is disabled");
        }
    }
    for tags in declaration.tags.iter().chain(declaration.tools.iter().filter_map(|tools| tools.tags.as_ref())) {
        for tag in &tags.require_approval {
            if tags.disable.iter().any(|disabled| disabled.value == tag.value) {
                report(tag.value.word(), &tag.tokens, "tools with this tag are disabled");
            }
        }
    }
}
