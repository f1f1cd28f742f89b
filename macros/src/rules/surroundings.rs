//! Rules about a session's surroundings: the user's time zone, the base of auth links, a configuration stored on the
//! platform.

use proc_macro2::TokenStream;
use tool_router_core::rule_names;

use super::{Chapter, Level, Rule, Subject};
use crate::diagnostic::{Diagnostic, Diagnostics};

pub(super) static CHAPTER: Chapter =
    Chapter { title: "Surroundings", rules: &[&TIMEZONE, &LINK_URL, &SESSION_CONFIG_ID, &SAVED_CONFIG_CONFLICT] };

pub(crate) static TIMEZONE: Rule = Rule {
    name: "timezone",
    level: Level::Error,
    summary: "A time zone that is not in the IANA database.",
    why: "Neither the SDKs nor the API check it; the model is given the text unchanged.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], timezone = "London")]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], timezone = "Europe/London")]
struct Agent;"#,
    check: None,
};

pub(crate) static LINK_URL: Rule = Rule {
    name: "link-url",
    level: Level::Error,
    summary: "A `link_url` that is not an absolute `https` URL (or `http` to this machine) written as `scheme://host`, or has a \
              query, a fragment, user info, port 0, white space, a control character or a backslash.",
    why: "Every auth link of the session begins with it: a path is appended, which would become part of a query or a fragment.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], link_url = "connect.example.com")]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], link_url = "https://connect.example.com")]
struct Agent;"#,
    check: None,
};

pub(crate) static SESSION_CONFIG_ID: Rule = Rule {
    name: "session-config-id",
    level: Level::Error,
    summary: "A saved session config that is not `sc_…`.",
    why: "The API refuses it when the session is created.",
    rejected: r#"#[tool_router_session(session_config = "support-agent")]
struct Agent;"#,
    mended: r#"#[tool_router_session(session_config = "sc_1")]
struct Agent;"#,
    check: None,
};

pub(crate) static SAVED_CONFIG_CONFLICT: Rule = Rule {
    name: rule_names::SAVED_CONFIG_CONFLICT,
    level: Level::Error,
    summary: "`session_config` together with `toolkits`, `tools`, `tags` or `hooks`.",
    why: "A saved config has its own; the API does not document which of the two applies.",
    rejected: r#"#[tool_router_session(session_config = "sc_1", tags = [read_only])]
struct Agent;"#,
    mended: r#"#[tool_router_session(session_config = "sc_1")]
struct Agent;"#,
    check: Some(saved_config_conflict),
};

fn saved_config_conflict(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    if !declaration.session_config.is_said() {
        return;
    }
    let toolkits = declaration.toolkits.as_ref().map(|toolkits| ("toolkits", toolkits.tokens.clone()));
    let tools: TokenStream = declaration.tools.iter().map(|tools| tools.toolkit.tokens.clone()).collect();
    let tools = (!tools.is_empty()).then_some(("tools", tools));
    let tags = declaration.tags.as_ref().map(|tags| ("tags", tags.tokens.clone()));
    let hooks = declaration.hooks.first().map(|hook| ("hooks", hook.tokens.clone()));
    for (name, tokens) in [toolkits, tools, tags, hooks].into_iter().flatten() {
        let what = format!("`{name}` conflicts with `session_config`, which has its own");
        // Without either, nothing would determine the toolkits.
        let instead = if declaration.toolkits.is_some() { ", or remove `session_config`" } else { "" };
        let help = format!("remove `{name}` and set it in the saved config{instead}");
        diagnostics.push(Diagnostic::new(&SAVED_CONFIG_CONFLICT, tokens, what).help(help));
    }
}
