//! Rules about the sandbox and proxy execution.

use super::super::{Level, Rule, Subject};
use crate::{
    declaration::Said,
    diagnostic::{Diagnostic, Diagnostics},
};

pub(crate) static SANDBOX_SIZE: Rule = Rule {
    name: "sandbox-size",
    level: Level::Error,
    summary: "A sandbox size that is not `standard`, `medium`, `large` or `xlarge`.",
    why: "The SDKs send any word; the API refuses it when the session is created.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], sandbox(size = enormous))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], sandbox(size = xlarge))]
struct Agent;"#,
    check: None,
};

pub(crate) static OFFLOAD_THRESHOLD: Rule = Rule {
    name: "offload-threshold",
    level: Level::Error,
    summary: "An `auto_offload_threshold` that is not a positive whole number of characters.",
    why: "The API counts characters, and refuses zero.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], sandbox(auto_offload_threshold = 0))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], sandbox(auto_offload_threshold = 20_000))]
struct Agent;"#,
    check: None,
};

pub(crate) static SANDBOX_DISABLED_WITH_SETTINGS: Rule = Rule {
    name: "sandbox-disabled-with-settings",
    level: Level::Error,
    summary: "A disabled sandbox with further settings.",
    why: "Without a sandbox these settings have no effect: either they or `disable` are wrong.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], sandbox(disable, size = large))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], sandbox(size = large))]
struct Agent;"#,
    check: Some(disabled_with_settings),
};

pub(crate) static PROXY_CONFLICT: Rule = Rule {
    name: "proxy-conflict",
    level: Level::Error,
    summary: "`proxy_execute = false` with `proxy_execution` in the sandbox.",
    why: "The first denies calls of a toolkit's own HTTP API, and the second allows code in the sandbox to make them.",
    rejected: r#"#[tool_router_session(
    toolkits = ["gmail"],
    proxy_execute = false,
    sandbox(proxy_execution = true),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    toolkits = ["gmail"],
    proxy_execute = false,
    sandbox(proxy_execution = false),
)]
struct Agent;"#,
    check: Some(proxy_conflict),
};

fn disabled_with_settings(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let Some(sandbox) = &subject.declaration.sandbox else { return };
    if sandbox.switch.is_on() != Some(false) {
        return;
    }
    let settings = [
        ("size", sandbox.size.yes().map(|said| &said.tokens)),
        ("tool_execution", sandbox.tool_execution.yes().map(|said| &said.tokens)),
        ("proxy_execution", sandbox.proxy_execution.yes().map(|said| &said.tokens)),
        ("auto_offload_threshold", sandbox.auto_offload_threshold.yes().map(|said| &said.tokens)),
    ];
    for (name, tokens) in settings.into_iter().filter_map(|(name, tokens)| Some((name, tokens?))) {
        let what = format!("`{name}` has no effect: the sandbox is disabled");
        let help = sandbox.switch.help_to_enable();
        diagnostics.push(Diagnostic::new(&SANDBOX_DISABLED_WITH_SETTINGS, tokens, what).help(help));
    }
}

fn proxy_conflict(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let Said::Yes(outside) = &declaration.proxy_execute else { return };
    let inside = declaration.sandbox.as_ref().and_then(|sandbox| sandbox.proxy_execution.yes());
    if let Some(inside) = inside
        && inside.value
        && !outside.value
    {
        let what = "the sandbox can call a toolkit's own HTTP API here, which `proxy_execute = false` forbids";
        let help = "write `proxy_execution = false`, or remove `proxy_execute`";
        diagnostics.push(Diagnostic::new(&PROXY_CONFLICT, &inside.tokens, what).help(help));
    }
}
