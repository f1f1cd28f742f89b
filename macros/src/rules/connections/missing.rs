//! Rules about what becomes of missing connections.

use tool_router_core::Missing;

use super::{
    super::{Level, Rule, Subject},
    management::app,
};
use crate::{
    declaration::{App, Reach, Said},
    diagnostic::{Diagnostic, Diagnostics},
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
