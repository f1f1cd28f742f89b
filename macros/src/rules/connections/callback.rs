//! Rules about where the browser returns to.

use super::{
    super::{Level, Rule, Subject},
    management::app,
};
use crate::{
    declaration::{App, Said},
    diagnostic::{Diagnostic, Diagnostics},
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
        let help = "remove it; for an application with its own Connect buttons, write `app = manual_auth`";
        diagnostics.push(Diagnostic::new(&CALLBACK_WITHOUT_MANAGEMENT, &url.tokens, what).help(help));
    }
}
