//! Rules about who manages connections.

use quote::ToTokens;

use super::super::{Level, Rule, Subject};
use crate::{
    declaration::{App, Declaration, Reach, Said},
    diagnostic::{Diagnostic, Diagnostics},
};

pub(crate) static DISABLED_FOR_INTERACTIVE: Rule = Rule {
    name: "disabled-for-interactive",
    level: Level::Error,
    summary: "Connection management disabled for an interactive agent (the default).",
    why: "When the user has not connected a toolkit, its tools fail with \"No connected account found\", and neither the agent \
          nor the user can do anything about it. The failure only shows in production, with the first such user.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], manage_connections = false)]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], manage_connections = true)]
struct Agent;"#,
    check: Some(disabled_for_interactive),
};

pub(crate) static ENABLED_FOR_AUTOMATION: Rule = Rule {
    name: "enabled-for-automation",
    level: Level::Error,
    summary: "`app = automation` or `app = manual_auth` with connection management enabled (the default).",
    why: "In an automation, nobody follows an auth link that the agent makes; with `manual_auth`, the application makes the links.",
    rejected: r#"#[tool_router_session(app = automation, toolkits = ["gmail"])]
struct Agent;"#,
    mended: r#"#[tool_router_session(app = automation, toolkits = ["gmail"], manage_connections = false)]
struct Agent;"#,
    check: Some(enabled_for_automation),
};

pub(crate) static REMOVAL_WITHOUT_MANAGEMENT: Rule = Rule {
    name: "removal-without-management",
    level: Level::Error,
    summary: "`removal` with connection management disabled.",
    why: "An agent that does not manage connections cannot remove one in any case.",
    rejected: r#"#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    manage_connections(disable, removal),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, removal))]
struct Agent;"#,
    check: Some(removal_without_management),
};

/// The kind of program, or `None` if a mistake leaves that open.
pub(super) fn app(declaration: &Declaration) -> Option<App> {
    match &declaration.app {
        Said::No => Some(App::Interactive),
        Said::Unread | Said::Wrong => None,
        Said::Yes(app) => Some(app.value),
    }
}

fn disabled_for_interactive(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let Said::Yes(enabled) = declaration.manage_connections.switch.said() else { return };
    if enabled.value || app(declaration) != Some(App::Interactive) {
        return;
    }
    let toolkit = match declaration.reach() {
        Said::Yes(Reach::Only(slugs)) => slugs.names().next().unwrap_or("gmail"),
        _ => "gmail",
    };
    let by_default = if declaration.app.is_no() { " (by default)" } else { "" };
    let by_preset = if declaration.manage_connections.by_preset { " by the preset" } else { "" };
    let agent = subject.agent;
    let what = match declaration.reach() {
        Said::Yes(Reach::None) => format!(
            "with connection management disabled{by_preset}, users of `{agent}` cannot connect anything: they will be stuck as soon \
             as a toolkit replaces `none`"
        ),
        _ => format!(
            "a user of `{agent}` who has not connected `{toolkit}` will be stuck: its tools fail with \"No connected account \
             found for {toolkit}\", and with connection management disabled{by_preset} nobody can connect it"
        ),
    };
    let note = "users are expected to arrive without connections";
    let what = format!("{what}\nnote: the agent is interactive{by_default}, so {note}");
    let connections = &declaration.manage_connections;
    let enabled_instead = connections.changed(true, None);
    let is_there = connections.is_written() || !declaration.app.is_no();
    let verb = if is_there { "write" } else { "add" };
    let as_it_is = |app: &str, keeps_link: bool| match connections.is_written() {
        true => format!("app = {app}, {}", connections.disabled(keeps_link)),
        false => format!("app = {app}"),
    };
    let help = format!(
        "choose one of three:\n      \
         - the agent asks the user to connect when it needs to: {enabled_instead}\n      \
         - every account is connected beforehand, nobody is there: {verb} `{}`\n      \
         - the application has its own Connect buttons: {verb} `{}`",
        as_it_is("automation", false),
        as_it_is("manual_auth", true),
    );
    diagnostics.push(Diagnostic::new(&DISABLED_FOR_INTERACTIVE, &enabled.tokens, what).help(help));
}

fn enabled_for_automation(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let Said::Yes(app) = &declaration.app else { return };
    let (name, reason) = match app.value {
        App::Automation => ("automation", "nobody is there to follow the auth links that the agent would make"),
        App::ManualAuth => ("manual_auth", "the application makes the auth links, not the agent"),
        App::Interactive | App::Workflow => return,
    };
    if declaration.is_managed() != Some(true) {
        return;
    }
    let said = declaration.manage_connections.switch.said().yes();
    let by_default = if said.is_some() { "" } else { " by default" };
    let tokens = said.map_or_else(|| app.tokens.to_token_stream(), |said| said.tokens.clone());
    let what = format!("`app = {name}` with connection management enabled{by_default}: {reason}");
    let connections = &declaration.manage_connections;
    let disabled = connections.disabled(app.value == App::ManualAuth);
    let help = match said {
        Some(_) => format!("write `{disabled}`, or remove `app` for an agent that talks with its user"),
        None => format!("{} `{disabled}`", if connections.is_written() { "write" } else { "add" }),
    };
    diagnostics.push(Diagnostic::new(&ENABLED_FOR_AUTOMATION, tokens, what).help(help));
}

fn removal_without_management(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let connections = &subject.declaration.manage_connections;
    if let Said::Yes(removal) = &connections.removal
        && subject.declaration.is_managed() == Some(false)
    {
        let what = "`removal` has no effect: connection management is disabled, so the agent removes no connection";
        let help = match app(subject.declaration) {
            Some(App::Interactive | App::Workflow) => format!("remove it, or {}", connections.changed(true, None)),
            _ => "remove it".to_owned(),
        };
        diagnostics.push(Diagnostic::new(&REMOVAL_WITHOUT_MANAGEMENT, &removal.tokens, what).help(help));
    }
}
