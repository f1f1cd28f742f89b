//! Rules about connecting.

use quote::ToTokens;
use tool_router_core::Missing;

use super::{Chapter, Level, Rule, Subject};
use crate::{
    declaration::{App, Declaration, Reach, Said},
    diagnostic::{Diagnostic, Diagnostics},
};

pub(super) static CHAPTER: Chapter = Chapter {
    title: "Connections",
    rules: &[
        &DISABLED_FOR_INTERACTIVE,
        &ENABLED_FOR_AUTOMATION,
        &WORKFLOW_WITHOUT_WAIT,
        &WAIT_WITHOUT_MANAGEMENT,
        &WAIT_NEEDS_ALLOWLIST,
        &WAIT_AND_WAIT_TOOL,
        &REQUIRED_WITHOUT_WAIT,
        &MISSING_WITH_MANAGEMENT,
        &FAIL_WITH_MANUAL_AUTH,
        &SKIP_NEEDS_ALLOWLIST,
        &CALLBACK_WITHOUT_MANAGEMENT,
        &CALLBACK_URL,
        &DURATION,
        &REMOVAL_WITHOUT_MANAGEMENT,
    ],
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

pub(crate) static WORKFLOW_WITHOUT_WAIT: Rule = Rule {
    name: "workflow-without-wait",
    level: Level::Error,
    summary: "`app = workflow` without `wait`.",
    why: "A workflow runs unattended once it has started, so everything has to be connected before.",
    rejected: r#"#[tool_router_session(app = workflow, toolkits = ["gmail"])]
struct Agent;"#,
    mended: r#"#[tool_router_session(app = workflow, toolkits = ["gmail"], manage_connections(enable, wait))]
struct Agent;"#,
    check: Some(workflow_without_wait),
};

pub(crate) static WAIT_WITHOUT_MANAGEMENT: Rule = Rule {
    name: "wait-without-management",
    level: Level::Error,
    summary: "`wait` or `wait_tool` with connection management disabled.",
    why: "Without connection management, no auth link is made and there is nothing to wait for.",
    rejected: r#"#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    manage_connections(disable, wait),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    manage_connections(disable),
)]
struct Agent;"#,
    check: Some(wait_without_management),
};

pub(crate) static WAIT_NEEDS_ALLOWLIST: Rule = Rule {
    name: "wait-needs-allowlist",
    level: Level::Error,
    summary: "`wait` without an allowlist of toolkits, or toolkits that are `required`.",
    why: "`create` waits until every toolkit of the allowlist is connected. Without an allowlist there would be nothing to \
          wait for, or the whole catalogue. `required` names those to wait for, and with `wait_tool` the agent waits instead.",
    rejected: r"#[tool_router_session(toolkits = any, manage_connections(enable, wait))]
struct Agent;",
    mended: r#"#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait))]
struct Agent;"#,
    check: Some(wait_needs_allowlist),
};

pub(crate) static WAIT_AND_WAIT_TOOL: Rule = Rule {
    name: "wait-and-wait-tool",
    level: Level::Error,
    summary: "`wait` and `wait_tool`.",
    why: "With `wait`, `create` waits and the agent can wait as well; `wait_tool` is for a `create` that returns at once.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait, wait_tool))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait_tool))]
struct Agent;"#,
    check: Some(wait_and_wait_tool),
};

pub(crate) static REQUIRED_WITHOUT_WAIT: Rule = Rule {
    name: "required-without-wait",
    level: Level::Error,
    summary: "`required` where `create` neither waits for connections nor checks them.",
    why: "It says which toolkits `create` waits for or, with `app = automation`, checks. Without `wait` and with \
          `app = manual_auth`, `create` returns at once, whatever is connected.",
    rejected: r#"#[tool_router_session(
    toolkits = ["gmail", "slack"],
    manage_connections(enable, required = ["gmail"]),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    toolkits = ["gmail", "slack"],
    manage_connections(enable, wait, required = ["gmail"]),
)]
struct Agent;"#,
    check: Some(required_without_wait),
};

pub(crate) static MISSING_WITH_MANAGEMENT: Rule = Rule {
    name: "missing-with-management",
    level: Level::Error,
    summary: "`missing` with connection management enabled.",
    why: "When the agent manages connections, its user is asked to make those that are missing.",
    rejected: r#"#[tool_router_session(
    toolkits = ["gmail", "slack"],
    manage_connections(enable, missing = skip),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    app = automation,
    toolkits = ["gmail", "slack"],
    manage_connections(disable, missing = skip),
)]
struct Agent;"#,
    check: Some(missing_with_management),
};

pub(crate) static FAIL_WITH_MANUAL_AUTH: Rule = Rule {
    name: "fail-with-manual-auth",
    level: Level::Error,
    summary: "`missing = fail` with `app = manual_auth`.",
    why: "The application's own Connect buttons need a session, so `create` must not fail before they are pressed.",
    rejected: r#"#[tool_router_session(
    app = manual_auth,
    toolkits = ["gmail", "slack"],
    manage_connections(disable, missing = fail),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    app = manual_auth,
    toolkits = ["gmail", "slack"],
    manage_connections(disable, missing = skip),
)]
struct Agent;"#,
    check: Some(fail_with_manual_auth),
};

pub(crate) static SKIP_NEEDS_ALLOWLIST: Rule = Rule {
    name: "skip-needs-allowlist",
    level: Level::Error,
    summary: "`missing = skip` without an allowlist of toolkits.",
    why: "`create` looks at each toolkit of the allowlist, and leaves out those that are not connected. Without an \
          allowlist there would be nothing to look at, or the whole catalogue.",
    rejected: r"#[tool_router_session(
    app = automation,
    toolkits = any,
    manage_connections(disable, missing = skip),
)]
struct Agent;",
    mended: r#"#[tool_router_session(
    app = automation,
    toolkits = ["gmail", "slack"],
    manage_connections(disable, missing = skip),
)]
struct Agent;"#,
    check: Some(skip_needs_allowlist),
};

pub(crate) static CALLBACK_WITHOUT_MANAGEMENT: Rule = Rule {
    name: "callback-without-management",
    level: Level::Lint,
    summary: "A callback URL in a declaration that never leads to an auth link.",
    why: "The callback URL is where the browser goes after an auth link; it is used with connection management, or with \
          `app = manual_auth`.",
    rejected: r#"#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    manage_connections(disable, callback_url = "https://app.example.com/auth/callback"),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    app = manual_auth,
    toolkits = ["gmail"],
    manage_connections(disable, callback_url = "https://app.example.com/auth/callback"),
)]
struct Agent;"#,
    check: Some(callback_without_management),
};

pub(crate) static CALLBACK_URL: Rule = Rule {
    name: "callback-url",
    level: Level::Error,
    summary: "A callback URL that is not an absolute `https` URL (or `http` to this machine) written as `scheme://host`, or has a \
              fragment, user info, port 0, white space, a control character or a backslash.",
    why: "The SDKs send any text, and a browser may read a different host in it than a person does; the mistake only shows \
          when the first user does not return from authenticating.",
    rejected: r#"#[tool_router_session(
    toolkits = ["gmail"],
    manage_connections(enable, callback_url = "/auth/callback"),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    toolkits = ["gmail"],
    manage_connections(enable, callback_url = "https://app.example.com/auth/callback"),
)]
struct Agent;"#,
    check: None,
};

pub(crate) static DURATION: Rule = Rule {
    name: "duration",
    level: Level::Error,
    summary: "A duration that is not positive, has no unit, or is longer than a day.",
    why: "SDKs and the API use different units; a duration with its unit cannot be misread.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait = 600))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait = "10m"))]
struct Agent;"#,
    check: None,
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
fn app(declaration: &Declaration) -> Option<App> {
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
            "with connection management disabled{by_preset} a user of `{agent}` can connect nothing: the first toolkit in the \
             place of `none` will leave its users stuck"
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

fn workflow_without_wait(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let connections = &subject.declaration.manage_connections;
    let Said::Yes(app) = &subject.declaration.app else { return };
    let may_wait = connections.deadline().is_some() || matches!(connections.wait, Said::Unread | Said::Wrong);
    if app.value == App::Workflow && !may_wait && subject.declaration.is_managed().is_some() {
        let what = "a workflow runs through once it has started, but nothing waits for its toolkits to be connected";
        let help = connections.changed(true, Some(true));
        let tokens = connections.wait.yes().map_or(&app.tokens, |wait| &wait.tokens);
        diagnostics.push(Diagnostic::new(&WORKFLOW_WITHOUT_WAIT, tokens, what).help(help));
    }
}

fn wait_without_management(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let connections = &subject.declaration.manage_connections;
    if let Some(wait) = connections.deadline()
        && subject.declaration.is_managed() == Some(false)
    {
        let what = "`wait` has nothing to wait for: connection management is disabled, so no auth link is made";
        let enabled = connections.changed(true, Some(true));
        let help = match app(subject.declaration) {
            Some(App::Workflow) => enabled,
            Some(App::Interactive) => format!("{enabled}, or remove `wait`"),
            _ => "remove `wait`".to_owned(),
        };
        diagnostics.push(Diagnostic::new(&WAIT_WITHOUT_MANAGEMENT, &wait.tokens, what).help(help));
    }
    if let Said::Yes(wait_tool) = &connections.wait_tool
        && subject.declaration.is_managed() == Some(false)
    {
        let what = "`wait_tool` has no effect: connection management is disabled, so the agent has nothing to wait for";
        let help = match app(subject.declaration) {
            Some(App::Interactive) => format!("{}, or remove it", connections.changed(true, None)),
            _ => "remove it".to_owned(),
        };
        diagnostics.push(Diagnostic::new(&WAIT_WITHOUT_MANAGEMENT, &wait_tool.tokens, what).help(help));
    }
}

fn wait_needs_allowlist(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let connections = &declaration.manage_connections;
    let Some(wait) = connections.deadline() else { return };
    // What is required is waited for, and another rule says if it cannot be reached.
    if declaration.is_managed() == Some(false) || !connections.required.is_no() {
        return;
    }
    let what = match declaration.reach() {
        Said::Yes(Reach::None) => "`wait` with `toolkits = none` has nothing to wait for",
        Said::Yes(Reach::Any) => "`wait` with `toolkits = any` would wait for every toolkit of the catalogue",
        Said::Yes(Reach::Except(_)) => "`wait` with a denylist would wait for all the rest of the catalogue",
        Said::No if declaration.session_config.is_said() => "`wait` cannot tell which toolkits a saved config has",
        _ => return,
    };
    let list = "write `toolkits = [\"gmail\", \"slack\"]` with those that have to be connected";
    let by_tool = match app(declaration) {
        Some(App::Interactive) => {
            format!("; for an agent that waits by itself write `{}`", connections.waiting_by_tool())
        }
        _ => String::new(),
    };
    let help = match declaration.reach() {
        Said::Yes(Reach::None) => format!("{list}, or remove `wait`"),
        reach => {
            let denied =
                |slug: &&str| matches!(reach, Said::Yes(Reach::Except(slugs)) if slugs.contains(slug) != Some(false));
            let toolkit = ["gmail", "slack", "github"].into_iter().find(|slug| !denied(slug)).unwrap_or("notion");
            let required = connections.requiring(toolkit);
            match declaration.session_config.is_said() {
                true => format!("write `{required}` with those that have to be connected{by_tool}"),
                false => format!("{list}, or `{required}` to wait for these alone{by_tool}"),
            }
        }
    };
    diagnostics.push(Diagnostic::new(&WAIT_NEEDS_ALLOWLIST, &wait.tokens, what).help(help));
}

fn wait_and_wait_tool(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let connections = &subject.declaration.manage_connections;
    if let Said::Yes(wait_tool) = &connections.wait_tool
        && wait_tool.value
        && connections.deadline().is_some()
        && subject.declaration.is_managed() != Some(false)
    {
        let what = "`wait` lets the agent wait already, and `wait_tool` is for a `create` that returns at once";
        let help = match app(subject.declaration) {
            Some(App::Interactive) => format!("remove it, or write `{}`", connections.waiting_by_tool()),
            _ => "remove it".to_owned(),
        };
        diagnostics.push(Diagnostic::new(&WAIT_AND_WAIT_TOOL, &wait_tool.tokens, what).help(help));
    }
}

fn required_without_wait(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let connections = &declaration.manage_connections;
    let Said::Yes(required) = &connections.required else { return };
    let waits = connections.deadline().is_some() || matches!(connections.wait, Said::Unread | Said::Wrong);
    let (what, help) = match (app(declaration), declaration.is_managed()) {
        (Some(App::Interactive), Some(true)) if !waits => (
            "`required` has no effect: `create` returns at once, whatever is connected",
            format!("{}, or remove it", connections.changed(true, Some(true))),
        ),
        (Some(App::ManualAuth), Some(false)) => (
            "`required` has no effect: with `app = manual_auth`, `create` returns at once, whatever is connected",
            "remove it".to_owned(),
        ),
        _ => return,
    };
    diagnostics.push(Diagnostic::new(&REQUIRED_WITHOUT_WAIT, &required.tokens, what).help(help));
}

fn missing_with_management(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let connections = &declaration.manage_connections;
    let Said::Yes(missing) = &connections.missing else { return };
    // With another kind of program, the switch is what is wrong.
    if !matches!(app(declaration), Some(App::Interactive | App::Workflow)) || declaration.is_managed() != Some(true) {
        return;
    }
    let what =
        "`missing` has no effect: with connection management enabled, the user is asked to connect what is missing";
    let help = match (app(declaration), &declaration.app) {
        (Some(App::Interactive), Said::No) => {
            format!("remove it; where nobody can be asked, write `app = automation, {}`", connections.disabled(false))
        }
        _ => "remove it".to_owned(),
    };
    diagnostics.push(Diagnostic::new(&MISSING_WITH_MANAGEMENT, &missing.tokens, what).help(help));
}

fn fail_with_manual_auth(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let Said::Yes(missing) = &declaration.manage_connections.missing else { return };
    if missing.value == Missing::Fail
        && app(declaration) == Some(App::ManualAuth)
        && declaration.is_managed() == Some(false)
    {
        let what = "with `app = manual_auth`, `create` does not fail: users connect with the application's own buttons, \
                    which need a session";
        let help = "remove it, or write `missing = skip` for a session with the toolkits that are connected by then";
        diagnostics.push(Diagnostic::new(&FAIL_WITH_MANUAL_AUTH, &missing.tokens, what).help(help));
    }
}

fn skip_needs_allowlist(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let Said::Yes(missing) = &declaration.manage_connections.missing else { return };
    let can_skip = matches!(app(declaration), Some(App::Automation | App::ManualAuth));
    if missing.value != Missing::Skip || !can_skip || declaration.is_managed() != Some(false) {
        return;
    }
    let what = match declaration.reach() {
        Said::Yes(Reach::Any) => "`missing = skip` with `toolkits = any` would look at every toolkit of the catalogue",
        Said::Yes(Reach::None) => "`missing = skip` with `toolkits = none` has nothing to look at",
        Said::Yes(Reach::Except(_)) => "`missing = skip` with a denylist would look at all the rest of the catalogue",
        Said::No if declaration.session_config.is_said() => {
            "`missing = skip` cannot tell which toolkits a saved config has"
        }
        _ => return,
    };
    let help = match declaration.session_config.is_said() {
        true => "remove it",
        false => "write `toolkits = [\"gmail\", \"slack\"]` with those that the session may have, or remove `missing`",
    };
    diagnostics.push(Diagnostic::new(&SKIP_NEEDS_ALLOWLIST, &missing.tokens, what).help(help));
}

fn callback_without_management(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let connections = &declaration.manage_connections;
    // An interactive agent without connection management is already an error, and `manual_auth` is one way to fix it.
    let unused = matches!(app(declaration), Some(App::Automation | App::Workflow));
    if let Said::Yes(url) = &connections.callback_url
        && subject.declaration.is_managed() == Some(false)
        && unused
    {
        let what = "this callback URL is never used: with connection management disabled no auth link is made";
        let help = "remove it; for an application with Connect buttons of its own write `app = manual_auth`";
        diagnostics.push(Diagnostic::new(&CALLBACK_WITHOUT_MANAGEMENT, &url.tokens, what).help(help));
    }
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
