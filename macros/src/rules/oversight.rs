//! Rules about hooks and permissions: approvals, and the checks of the platform.

use tool_router_core::{
    config::{ApprovalDefault, ApprovalOverride, NO_ACCOUNT, Tag},
    markdown::or,
};

use super::{
    Chapter, Level, Rule, Subject,
    reach::{exclusion, owner},
};
use crate::{
    declaration::{App, ConnectedAccounts, Override, Reach, Said, Slug, Slugs, Spanned, Supplied},
    diagnostic::{Diagnostic, Diagnostics},
};

pub(super) static CHAPTER: Chapter = Chapter {
    title: "Hooks and permissions",
    rules: &[
        &HOOK_ID,
        &HOOK_CONDITION,
        &HOOK_HANDLER,
        &PERMISSION_DEFAULT,
        &PERMISSION_OVERRIDE,
        &WEAK_OVERRIDE,
        &OVERRIDE_NEVER_APPLIES,
        &APPROVAL_NOBODY,
    ],
};

pub(crate) static HOOK_ID: Rule = Rule {
    name: "hook-id",
    level: Level::Error,
    summary: "A hook whose id is missing, empty, or used by another hook.",
    why: "The id is the only reason that a blocked execution gives.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], hooks(after(prompt_injection)))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], hooks(after(id = "injection", prompt_injection)))]
struct Agent;"#,
    check: None,
};

pub(crate) static HOOK_CONDITION: Rule = Rule {
    name: "hook-condition",
    level: Level::Error,
    summary: "A hook that checks nothing: without a condition, `prompt_injection` or `webhook`, or with an empty condition.",
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
    summary: "`prompt_injection` before an execution, or two of `condition`, `prompt_injection` and `webhook` in one hook.",
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
    summary: "`permissions` whose `default` is missing, or is not a permission.",
    why: "The API requires a permission for tools without an override.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], permissions(default = sometimes))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], permissions(default = ask_once_per_session))]
struct Agent;"#,
    check: None,
};

pub(crate) static PERMISSION_OVERRIDE: Rule = Rule {
    name: "permission-override",
    level: Level::Error,
    summary: "An override that is not a permission, or is for a tool that the session cannot reach.",
    why: "It would have no effect, so either the override or `toolkits` is wrong.",
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
    summary: "An override that is stricter than the default and names no account, for a toolkit without pinned accounts.",
    why: "The API looks an override up by the account that a tool is called with: an override without one applies only to \
          calls without a connected account.",
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

pub(crate) static OVERRIDE_NEVER_APPLIES: Rule = Rule {
    name: "override-never-applies",
    level: Level::Lint,
    summary: "An override for an account that its tool is never called with: a different account is pinned, or this one is \
              pinned for another toolkit.",
    why: "An override is looked up by the account that a tool is called with: a denial for an account that is never used denies \
          nothing.",
    rejected: r#"#[tool_router_session(
    toolkits = ["gmail"],
    connected_accounts(gmail = "ca_1"),
    permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL:ca_9" = always_deny)),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    toolkits = ["gmail"],
    connected_accounts(gmail = "ca_1"),
    permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL:ca_1" = always_deny)),
)]
struct Agent;"#,
    check: Some(override_never_applies),
};

pub(crate) static APPROVAL_NOBODY: Rule = Rule {
    name: "approval-nobody",
    level: Level::Lint,
    summary: "`app = automation` with approvals.",
    why: "In an automation, nobody is there to give an approval: the call waits, and then fails.",
    rejected: r#"#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    manage_connections = false,
    tags(require_approval = [destructive]),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    manage_connections = false,
    tags(disable = [destructive]),
)]
struct Agent;"#,
    check: Some(approval_nobody),
};

fn permission_override(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let overrides = declaration.permissions.iter().flat_map(|permissions| &permissions.overrides);
    for tool in overrides.filter_map(|entry| entry.tool.as_ref()) {
        if let Some(exclusion) = exclusion(declaration, tool) {
            let what = format!("an override for `{}`, which the session cannot use", tool.name);
            let help = format!("{}, or remove it here", exclusion.let_in);
            diagnostics.push(Diagnostic::new(&PERMISSION_OVERRIDE, &tool.tokens, what).help(help));
        }
    }
}

fn weak_override(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let Some(permissions) = &declaration.permissions else { return };
    // A wrong decision counts as the strictest.
    let (Said::Yes(default), false) = (&permissions.default, diagnostics.has_errors()) else { return };
    for Override { tool, account, decision } in &permissions.overrides {
        let (Some(tool), None) = (tool, account) else { continue };
        let is_denied = decision.value == ApprovalOverride::AlwaysDeny;
        if decision.value.strictness() <= default.value.strictness()
            || declaration.accounts_of(&tool.name).next().is_some()
            || exclusion(declaration, tool).is_some()
            || (!is_denied && is_under_approval(subject, tool))
        {
            continue;
        }
        let toolkit = owner(subject, &tool.name);
        let name = &tool.name;
        let of_whom = toolkit.map_or_else(|| "its toolkit".to_owned(), |toolkit| format!("`{toolkit}`"));
        let what = format!(
            "this applies only when `{name}` is called without a connected account: no account of {of_whom} is named"
        );
        let instead = if is_denied { "disable" } else { "require_approval" };
        let in_general = match toolkit {
            Some(toolkit) if declaration.tools.is_empty() => {
                format!("to cover every account, move it: `tools({toolkit}({instead} = [\"{name}\"]))`; or ")
            }
            Some(toolkit) => format!("for every account `{instead}` it under `{toolkit}` in `tools`; or "),
            None => String::new(),
        };
        let help = format!(
            "{in_general}name accounts in it or in `connected_accounts`, or {} if this is intended",
            declaration.allowing(&WEAK_OVERRIDE),
        );
        diagnostics.push(Diagnostic::new(&WEAK_OVERRIDE, &tool.tokens, what).help(help));
    }
}

fn override_never_applies(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let Some(permissions) = &declaration.permissions else { return };
    // The mistake may have been in the account.
    if diagnostics.has_errors() {
        return;
    }
    for Override { tool, account, decision: _ } in &permissions.overrides {
        let Some(Spanned { value: account, tokens }) = account else { continue };
        if account == NO_ACCOUNT || tool.as_ref().is_some_and(|tool| is_under_approval(subject, tool)) {
            continue;
        }
        let Some((reason, help)) = never_used(subject, tool.as_ref(), account) else { continue };
        let what = format!("this override never applies: {reason}");
        let help = format!("{help}, or {} if this is intended", declaration.allowing(&OVERRIDE_NEVER_APPLIES));
        diagnostics.push(Diagnostic::new(&OVERRIDE_NEVER_APPLIES, tokens, what).help(help));
    }
}

/// Why `tool`, or any tool, is certainly never called with `account`, and what to do about it; `None` if it may be.
fn never_used(subject: &Subject<'_>, tool: Option<&Slug>, account: &str) -> Option<(String, String)> {
    let declaration = subject.declaration;
    let pinned = |toolkit: &str| declaration.connected_accounts.iter().find(|pinned| pinned.toolkit.name == toolkit);
    let here = |pinned: &'_ ConnectedAccounts| match &pinned.ids {
        Some(Supplied::Here(ids)) => Some(ids.iter().map(|id| id.value.clone()).collect::<Vec<_>>()),
        Some(Supplied::AtRunTime | Supplied::IfAny) | None => None,
    };
    let is_here = |pinned: &&ConnectedAccounts| here(pinned).is_some_and(|ids| ids.iter().any(|id| id == account));
    let Some(tool) = tool else {
        // Only if every toolkit and its accounts are known, is it certain that none has this one.
        let Said::Yes(Reach::Only(toolkits)) = declaration.reach() else { return None };
        let all = toolkits.names().all(|name| pinned(name).is_some_and(|pinned| here(pinned).is_some()));
        let none = all && !declaration.connected_accounts.iter().any(|pinned| is_here(&pinned));
        let help = "remove it, or name one of the accounts in `connected_accounts`".to_owned();
        return none.then(|| (format!("every toolkit is pinned to accounts other than `{account}`"), help));
    };
    let toolkit = owner(subject, &tool.name)?;
    let own = pinned(toolkit);
    if own.is_some_and(|own| is_here(&own)) {
        return None;
    }
    if let Some(other) = declaration.connected_accounts.iter().find(is_here) {
        let reason =
            format!("`{account}` is pinned for `{}`, and `{}` is a tool of `{toolkit}`", other.toolkit.name, tool.name);
        return Some((reason, format!("remove it, or name an account of `{toolkit}`")));
    }
    let ids = here(own?)?;
    let targets = or(ids.iter().map(|id| format!("`\"{}:{id}\"`", tool.name)));
    let ids = or(ids.iter().map(|id| format!("`{id}`")));
    let reason = format!("`{toolkit}` is pinned to {ids}, and never used with `{account}`");
    Some((reason, format!("write {targets}, or pin `{account}` for `{toolkit}`")))
}

/// Whether each call of `tool` already waits for the user's approval, whatever account it is called with.
fn is_under_approval(subject: &Subject<'_>, tool: &Slug) -> bool {
    let declaration = subject.declaration;
    let Some(toolkit) = owner(subject, &tool.name) else { return false };
    let by_toolkit = declaration.toolkits.iter().filter_map(|toolkits| toolkits.require_approval.as_ref());
    let own = declaration.tools.iter().find(|tools| tools.toolkit.name == toolkit);
    let by_tool = own.and_then(|tools| tools.require_approval.as_ref());
    let tags = own.and_then(|tools| tools.tags.as_ref()).or(declaration.tags.as_ref());
    let known = subject.catalog.catalog().and_then(|catalog| catalog.tool(&tool.name));
    // Without a catalogue, any tool may carry the tag.
    let carries = |tag: &Spanned<Tag>| known.is_none_or(|known| known.tags.iter().any(|own| own == tag.value.as_str()));
    by_toolkit.flat_map(Slugs::names).any(|name| name == toolkit)
        || by_tool.into_iter().flat_map(Slugs::names).any(|name| name == tool.name)
        || tags.is_some_and(|tags| tags.require_approval.iter().any(carries))
}

fn approval_nobody(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let is_automation = declaration.app.yes().is_some_and(|app| app.value == App::Automation);
    // The setting for such approvals may be present; and a mistake may have been meant otherwise.
    if diagnostics.has_errors() || !is_automation || !declaration.no_elicitation_support.is_no() {
        return;
    }
    let toolkits = declaration.toolkits.iter().filter_map(|toolkits| toolkits.require_approval.as_ref());
    let tools = declaration.tools.iter().filter_map(|tools| tools.require_approval.as_ref());
    let tags = declaration.tags.iter().chain(declaration.tools.iter().filter_map(|tools| tools.tags.as_ref()));
    let tags = tags.flat_map(|tags| &tags.require_approval).map(|tag| &tag.tokens);
    let permissions = declaration.permissions.iter();
    let default = permissions.clone().filter_map(|permissions| permissions.default.yes());
    let default = default.filter(|default| default.value != ApprovalDefault::AllowAll).map(|default| &default.tokens);
    let overrides = permissions.flat_map(|permissions| &permissions.overrides).map(|entry| &entry.decision);
    let asking =
        |decision: &&Spanned<_>| matches!(decision.value, ApprovalOverride::AskOnce | ApprovalOverride::AskAlways);
    let overrides = overrides.filter(asking).map(|decision| &decision.tokens);
    let mut approvals = toolkits.chain(tools).map(|slugs| &slugs.tokens).chain(tags).chain(default).chain(overrides);
    // One report is enough: the cause is that the program has no user.
    if let Some(tokens) = approvals.next() {
        let what = "this waits for an approval that nobody can give: `app = automation` has no user";
        let help = format!(
            "disable what must not run, add `no_elicitation_support = deny` to deny those calls, or {} if this is intended",
            declaration.allowing(&APPROVAL_NOBODY)
        );
        diagnostics.push(Diagnostic::new(&APPROVAL_NOBODY, tokens, what).help(help));
    }
}
