//! Rules about hooks, permissions, instant tools and what is around a session.

use super::{
    Level, Rule, Subject,
    reach::{exclusion, named_toolkits},
};
use tool_router_core::{config::ApprovalOverride, grammar::slug::toolkit_of};

use crate::{
    declaration::{Override, Reach, Said},
    diagnostic::{Diagnostic, Diagnostics},
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

pub(crate) static INSTANT_WIDER: Rule = Rule {
    name: "instant-wider",
    level: Level::Error,
    summary: "`instant` that names a toolkit or tool that the session cannot reach, or enables and disables at once.",
    why: "Instant tools cost money; what may run so can only be a part of what may run at all.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], instant(toolkits = ["exa"]))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail", "exa"], instant(toolkits = ["exa"]))]
struct Agent;"#,
    check: Some(instant_wider),
};

pub(crate) static TIMEZONE: Rule = Rule {
    name: "timezone",
    level: Level::Error,
    summary: "A time zone that is not in the IANA database.",
    why: "Neither the SDKs nor the API check it; the model is told it as it stands.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], timezone = "London")]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], timezone = "Europe/London")]
struct Agent;"#,
    check: None,
};

pub(crate) static LINK_URL: Rule = Rule {
    name: "link-url",
    level: Level::Error,
    summary: "A `link_url` that is not an absolute `https` URL (or `http` to this machine), or has a fragment or user info.",
    why: "Every auth link of the session begins with it.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], link_url = "connect.example.com")]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], link_url = "https://connect.example.com")]
struct Agent;"#,
    check: None,
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

fn instant_wider(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let (Some(instant), Said::Yes(reach)) = (&declaration.instant, declaration.reach()) else { return };
    let listed = match &instant.toolkits {
        Some(Reach::Only(slugs) | Reach::Except(slugs)) => slugs.items.as_slice(),
        _ => &[],
    };
    let toolkits = listed.iter().chain(instant.tools.iter().map(|(toolkit, _)| toolkit));
    let outside = toolkits.filter(|slug| slug.certain && reach.contains(&slug.name) == Some(false));
    let tools = instant.tools.iter().filter(|(toolkit, _)| reach.contains(&toolkit.name) != Some(false));
    let enabled = tools.filter_map(|(_, access)| match access {
        Reach::Only(slugs) => Some(&slugs.items),
        _ => None,
    });
    for slug in outside.chain(enabled.flatten().filter(|tool| exclusion(declaration, tool).is_some())) {
        let what = format!("`instant` names `{}`, which the session cannot use", slug.name);
        let help = format!("add `{}` to what the session can use, or remove it here", slug.name);
        diagnostics.push(Diagnostic::new(&INSTANT_WIDER, &slug.tokens, what).help(help));
    }
}
