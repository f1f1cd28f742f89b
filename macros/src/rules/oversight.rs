//! Rules about hooks and permissions: who is asked before a tool runs, and what the platform checks.

use tool_router_core::{config::ApprovalOverride, grammar::slug::toolkit_of};

use super::{
    Chapter, Level, Rule, Subject,
    reach::{exclusion, named_toolkits},
};
use crate::{
    declaration::{Override, Said},
    diagnostic::{Diagnostic, Diagnostics},
};

pub(super) static CHAPTER: Chapter = Chapter {
    title: "Hooks and permissions",
    rules: &[&HOOK_ID, &HOOK_CONDITION, &HOOK_HANDLER, &PERMISSION_DEFAULT, &PERMISSION_OVERRIDE, &WEAK_OVERRIDE],
};

pub(crate) static HOOK_ID: Rule = Rule {
    name: "hook-id",
    level: Level::Error,
    summary: "A hook whose id is missing, empty, or another hook's as well.",
    why: "The id is all that a blocked execution says about why it was blocked.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], hooks(after(prompt_injection)))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], hooks(after(id = "injection", prompt_injection)))]
struct Agent;"#,
    check: None,
};

pub(crate) static HOOK_CONDITION: Rule = Rule {
    name: "hook-condition",
    level: Level::Error,
    summary: "A hook without a condition, or with an empty one.",
    why: "A hook that checks nothing blocks nothing.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], hooks(before(id = "mail")))]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    toolkits = ["gmail"],
    hooks(before(id = "mail", condition = "Sends mail to somebody outside example.org")),
)]
struct Agent;"#,
    check: None,
};

pub(crate) static HOOK_HANDLER: Rule = Rule {
    name: "hook-handler",
    level: Level::Error,
    summary: "`prompt_injection` before an execution, or beside a condition.",
    why: "Only a result can try to instruct the model, and a hook checks one thing.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], hooks(before(id = "injection", prompt_injection)))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], hooks(after(id = "injection", prompt_injection)))]
struct Agent;"#,
    check: None,
};

pub(crate) static PERMISSION_DEFAULT: Rule = Rule {
    name: "permission-default",
    level: Level::Error,
    summary: "`permissions` whose `default` is missing, or is no permission.",
    why: "The API wants to know what holds for tools without an override.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], permissions(default = sometimes))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], permissions(default = ask_once_per_session))]
struct Agent;"#,
    check: None,
};

pub(crate) static PERMISSION_OVERRIDE: Rule = Rule {
    name: "permission-override",
    level: Level::Error,
    summary: "An override that is no permission, or is for a tool that the session cannot reach.",
    why: "It would have no effect, so either it or `toolkits` is not what was meant.",
    rejected: r#"#[tool_router_session(
    toolkits = ["gmail"],
    connected_accounts(gmail = "ca_1"),
    permissions(default = allow_all, overrides("SLACK_SEND_MESSAGE" = always_deny)),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    toolkits = ["gmail"],
    connected_accounts(gmail = "ca_1"),
    permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL" = always_deny)),
)]
struct Agent;"#,
    check: Some(permission_override),
};

pub(crate) static WEAK_OVERRIDE: Rule = Rule {
    name: "weak-override",
    level: Level::Lint,
    summary: "An override that is stricter than the default and names no account, where none is pinned either.",
    why: "The API looks an override up by the account that a tool is called with: without one, it holds for calls that have no \
          connected account, and for no other.",
    rejected: r#"#[tool_router_session(
    toolkits = ["gmail"],
    permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL" = always_deny)),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail(disable = ["GMAIL_SEND_EMAIL"])),
    permissions(default = allow_all),
)]
struct Agent;"#,
    check: Some(weak_override),
};

fn permission_override(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let overrides = declaration.permissions.iter().flat_map(|permissions| &permissions.overrides);
    for tool in overrides.filter_map(|entry| entry.tool.as_ref()) {
        if exclusion(declaration, tool).is_some() {
            let what = format!("an override for `{}`, which the session cannot use", tool.name);
            let help = "allow the tool, or remove the override";
            diagnostics.push(Diagnostic::new(&PERMISSION_OVERRIDE, &tool.tokens, what).help(help));
        }
    }
}

fn weak_override(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let Some(permissions) = &declaration.permissions else { return };
    // A decision that was wrong is taken for the strictest.
    let (Said::Yes(default), false) = (&permissions.default, diagnostics.has_errors()) else { return };
    for Override { tool, account, decision } in &permissions.overrides {
        let (Some(tool), None) = (tool, account) else { continue };
        if decision.value.strictness() <= default.value.strictness()
            || declaration.accounts_of(&tool.name).next().is_some()
            || exclusion(declaration, tool).is_some()
        {
            continue;
        }
        let toolkit = toolkit_of(&tool.name, named_toolkits(declaration).map(|slug| slug.name.as_str()));
        let toolkit = toolkit.unwrap_or("toolkit");
        let what = format!(
            "this holds only where `{}` is called without a connected account: no account of `{toolkit}` is named",
            tool.name
        );
        let instead = if decision.value == ApprovalOverride::AlwaysDeny { "disable" } else { "require_approval" };
        let help = format!(
            "for every account write `tools({toolkit}({instead} = [\"{}\"]))`; or name accounts in the override or in \
             `connected_accounts`, or write `allow({})` if this is meant",
            tool.name,
            WEAK_OVERRIDE.word(),
        );
        diagnostics.push(Diagnostic::new(&WEAK_OVERRIDE, &tool.tokens, what).help(help));
    }
}
