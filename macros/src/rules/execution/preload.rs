//! Rules about what a session lists from the start.

use proc_macro2::TokenStream;
use tool_router_core::{grammar::custom_tool::PREFIX, rule_names};

use super::super::{
    Level, Rule, Subject,
    reach::{Exclusion, exclusion},
};
use crate::{
    declaration::{Declaration, Preload, Reach, Said, Slug, Spanned, Tags},
    diagnostic::{Diagnostic, Diagnostics},
};

/// The number of preloaded tools from which the API itself warns about the context that they use.
const MANY: usize = 20;

pub(crate) static PRELOAD_ALL_NEEDS_FILTER: Rule = Rule {
    name: "preload-all-needs-filter",
    level: Level::Error,
    summary: "`preload = all`, or a preset that implies it, without an allowlist.",
    why: "The API preloads at most 1,000 tools, and only within an allowlist of toolkits, tools or tags.",
    rejected: r"#[tool_router_session(toolkits = any, preload = all)]
struct Agent;",
    mended: r#"#[tool_router_session(toolkits = ["gmail"], preload = all)]
struct Agent;"#,
    check: Some(preload_all_needs_filter),
};

pub(crate) static PRELOAD_OUTSIDE_POLICY: Rule = Rule {
    name: "preload-outside-policy",
    level: Level::Error,
    summary: "A preloaded tool that the declared toolkits or tools exclude.",
    why: "The API refuses it when the session is created.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], preload = ["SLACK_SEND_MESSAGE"])]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail", "slack"], preload = ["SLACK_SEND_MESSAGE"])]
struct Agent;"#,
    check: Some(preload_outside_policy),
};

pub(crate) static PRELOAD_CUSTOM_TOOL: Rule = Rule {
    name: rule_names::PRELOAD_CUSTOM_TOOL,
    level: Level::Error,
    summary: "A custom tool (`LOCAL_…`) in `preload`.",
    why: "Custom tools are not part of the catalogue; preloading one is set where it is registered.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], preload = ["LOCAL_GREP"])]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], preload = ["GMAIL_FETCH_EMAILS"])]
struct Agent;"#,
    check: Some(preload_custom_tool),
};

pub(crate) static PRELOAD_MANY: Rule = Rule {
    name: "preload-many",
    level: Level::Lint,
    summary: "More than 20 preloaded tools.",
    why: "Each of them takes up the model's context at every turn; the API itself warns about it.",
    rejected: r#"#[tool_router_session(
    toolkits = ["gmail"],
    preload = [
        "GMAIL_T01", "GMAIL_T02", "GMAIL_T03", "GMAIL_T04", "GMAIL_T05", "GMAIL_T06", "GMAIL_T07",
        "GMAIL_T08", "GMAIL_T09", "GMAIL_T10", "GMAIL_T11", "GMAIL_T12", "GMAIL_T13", "GMAIL_T14",
        "GMAIL_T15", "GMAIL_T16", "GMAIL_T17", "GMAIL_T18", "GMAIL_T19", "GMAIL_T20", "GMAIL_T21",
    ],
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], preload = ["GMAIL_FETCH_EMAILS"])]
struct Agent;"#,
    check: Some(preload_many),
};

pub(crate) static PRELOAD_WITH_MULTI_ACCOUNT: Rule = Rule {
    name: "preload-with-multi-account",
    level: Level::Error,
    summary: "`preload`, or a preset that implies it, together with `multi_account`.",
    why: "The API does not support it: a preloaded tool has no parameter for the account. With `multi_account?` the preloaded \
          tools are left out when several accounts are turned on, and the agent has to search instead.",
    rejected: r#"#[tool_router_session(
    toolkits = ["gmail"],
    preload = ["GMAIL_FETCH_EMAILS"],
    multi_account,
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], preload = ["GMAIL_FETCH_EMAILS"])]
struct Agent;"#,
    check: Some(preload_with_multi_account),
};

pub(crate) static PRESET: Rule = Rule {
    name: "preset",
    level: Level::Error,
    summary: "A preset that is not `direct_tools`.",
    why: "The Python SDK ignores an unknown preset, so that none of its settings apply.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], preset = chat)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    preset = direct_tools,
)]
struct Agent;"#,
    check: None,
};

/// The tokens that request preloading every tool.
fn all(declaration: &Declaration) -> Option<&TokenStream> {
    declaration.preload.yes().filter(|preload| matches!(preload.value, Preload::All)).map(|preload| &preload.tokens)
}

/// The preloaded tools that are named.
fn named(declaration: &Declaration) -> &[Slug] {
    declaration.preload.yes().map_or(&[], |preload| preload.value.named())
}

fn preload_all_needs_filter(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let Some(tokens) = all(declaration) else { return };
    if declaration.is_in_doubt("tools") || declaration.is_in_doubt("tags") {
        return;
    }
    let allows = |tags: &Tags| !tags.enable.is_empty();
    let by_tools =
        declaration.tools.iter().any(|tools| tools.enable.is_some() || tools.tags.as_ref().is_some_and(allows));
    let by_tags = declaration.tags.as_ref().is_some_and(allows);
    let unbounded = matches!(declaration.reach(), Said::Yes(Reach::Any | Reach::Except(_) | Reach::None));
    // A choice is a filter as well.
    if unbounded && !declaration.chooses_toolkits() && !by_tools && !by_tags {
        let what = "preloading every tool needs an allowlist";
        let help = "write `toolkits = [\"gmail\"]` with the intended toolkits, or enable tools or tags";
        diagnostics.push(Diagnostic::new(&PRELOAD_ALL_NEEDS_FILTER, tokens, what).help(help));
    }
}

fn preload_outside_policy(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    for tool in named(declaration).iter().filter(|tool| !is_custom(tool)) {
        let Some(Exclusion { reason, let_in }) = exclusion(declaration, tool) else { continue };
        let what = format!("`{}` is preloaded, but {reason}", tool.name);
        let help = format!("{let_in}, or remove it here");
        diagnostics.push(Diagnostic::new(&PRELOAD_OUTSIDE_POLICY, &tool.tokens, what).help(help));
    }
}

fn is_custom(tool: &Slug) -> bool {
    tool.name.starts_with(PREFIX)
}

fn preload_custom_tool(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for tool in named(subject.declaration).iter().filter(|tool| is_custom(tool)) {
        let what = format!("`{}` is a custom tool, which is not part of the catalogue", tool.name);
        let help = "remove it here, and set `preload` where it is registered";
        diagnostics.push(Diagnostic::new(&PRELOAD_CUSTOM_TOOL, &tool.tokens, what).help(help));
    }
}

fn preload_many(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    if let Some(first_too_many) = named(subject.declaration).get(MANY) {
        let count = named(subject.declaration).len();
        let what = format!("{count} preloaded tools take up space in the model's context at every turn");
        let help = format!(
            "preload at most {MANY} and leave the rest to the search, or {} if this is intended",
            subject.declaration.allowing(&PRELOAD_MANY)
        );
        diagnostics.push(Diagnostic::new(&PRELOAD_MANY, &first_too_many.tokens, what).help(help));
    }
}

fn preload_with_multi_account(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let preload = declaration.preload.yes().filter(|preload| !matches!(preload.value, Preload::None));
    let preload = preload.map(|preload| &preload.tokens);
    let Some((tokens, accounts)) = preload.zip(declaration.multi_account.as_ref()) else { return };
    if accounts.at_run_time {
        let is_off = |said: &Said<Spanned<bool>>| said.yes().is_some_and(|said| !said.value);
        // With several accounts on, nothing is preloaded, and the agent finds and executes its tools with meta tools.
        if (is_off(&declaration.search) || is_off(&declaration.multi_execute)) && accounts.switch.is_on() == Some(true)
        {
            let what =
                "with several accounts on, nothing is preloaded, and the agent needs `search` and `multi_execute`";
            let help = match declaration.preset.is_said() {
                true => "remove `multi_account?`",
                false => "remove `multi_account?`, or leave `search` and `multi_execute` on",
            };
            diagnostics.push(Diagnostic::new(&PRELOAD_WITH_MULTI_ACCOUNT, tokens, what).help(help));
        }
    } else if accounts.switch.is_on() == Some(true) {
        let what = "preloaded tools cannot take the account that `multi_account` requires";
        let help = match declaration.preset.is_said() {
            true => "remove `multi_account`",
            false => "remove `preload`, or remove `multi_account`",
        };
        diagnostics.push(Diagnostic::new(&PRELOAD_WITH_MULTI_ACCOUNT, tokens, what).help(help));
    }
}
