//! Rules about waiting for connections.

use super::{
    super::{Level, Rule, Subject},
    management::app,
};
use crate::{
    declaration::{App, Reach, Said},
    diagnostic::{Diagnostic, Diagnostics},
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

fn workflow_without_wait(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let connections = &subject.declaration.manage_connections;
    let Said::Yes(app) = &subject.declaration.app else { return };
    let may_wait = connections.deadline().is_some() || matches!(connections.wait, Said::Unread | Said::Wrong);
    if app.value == App::Workflow && !may_wait && subject.declaration.is_managed().is_some() {
        let what = "a workflow runs unattended once started, but nothing waits for its toolkits to be connected";
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
    // What is required or chosen is waited for, and another rule reports it if it cannot be reached.
    let is_known = !connections.required.is_no() || declaration.chooses_toolkits();
    if declaration.is_managed() == Some(false) || is_known {
        return;
    }
    let what = match declaration.reach() {
        Said::Yes(Reach::Any) => "`wait` with `toolkits = any` would wait for every toolkit of the catalogue",
        Said::Yes(Reach::None) => "`wait` with `toolkits = none` has nothing to wait for",
        Said::Yes(Reach::Except(_)) => "`wait` with a denylist would wait for the rest of the catalogue",
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
