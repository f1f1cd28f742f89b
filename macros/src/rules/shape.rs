//! Rules about the form of a declaration.

use super::{Chapter, Level, Rule, Subject, reach::owner};
use crate::{
    declaration::{Slug, Stray},
    diagnostic::{Diagnostic, Diagnostics},
    handles,
    syntax::{Key, KeyForm},
};

pub(super) static CHAPTER: Chapter = Chapter {
    title: "Form of a declaration",
    rules: &[
        &UNKNOWN_SETTING,
        &GONE_SETTING,
        &REPEATED_SETTING,
        &WRONG_FORM,
        &COMMENT_INSIDE,
        &NOT_A_STRUCT,
        &MISSING_TOOLKITS,
        &EMPTY_ALLOWLIST,
        &CONTRADICTORY_FLAGS,
        &AMBIGUOUS_NAME,
        &UNKNOWN_RULE,
        &USER_ID_MARKER,
    ],
};

pub(crate) static UNKNOWN_SETTING: Rule = Rule {
    name: "unknown-setting",
    level: Level::Error,
    summary: "A name that is not a setting, or a setting in the wrong place.",
    why: "The official SDKs ignore most unknown names, so that a misspelt restriction restricts nothing.",
    rejected: r#"#[tool_router_session(toolkit = ["gmail"])]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"])]
struct Agent;"#,
    check: None,
};

pub(crate) static GONE_SETTING: Rule = Rule {
    name: "gone-setting",
    level: Level::Error,
    summary: "A setting that earlier versions of the API had, such as `infer_scopes_from_tools` or `premium_usage`.",
    why: "The API refuses it, or ignores it and what it restricts. The message says what took its place.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], premium_usage = false)]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], instant = false)]
struct Agent;"#,
    check: None,
};

pub(crate) static REPEATED_SETTING: Rule = Rule {
    name: "repeated-setting",
    level: Level::Error,
    summary: "The same setting, flag, toolkit, tool, tag or account twice.",
    why: "It is not clear which of the two applies.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail", "slack", "gmail"])]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail", "slack"])]
struct Agent;"#,
    check: None,
};

pub(crate) static WRONG_FORM: Rule = Rule {
    name: "wrong-form",
    level: Level::Error,
    summary: "A setting that is not written in one of its forms.",
    why: "A string where a list is due, a list where a flag is due: the message shows the forms that the setting has.",
    rejected: r#"#[tool_router_session(toolkits = "gmail")]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"])]
struct Agent;"#,
    check: Some(strays),
};

pub(crate) static COMMENT_INSIDE: Rule = Rule {
    name: "comment-inside",
    level: Level::Error,
    summary: "A doc comment, or any other attribute, inside the attribute.",
    why: "It does not document an item, and `#[cfg]` cannot apply to a setting: it would be ignored silently.",
    rejected: r#"#[tool_router_session(
    /// Where the user's mail is.
    toolkits = ["gmail"],
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    // Where the user's mail is.
    toolkits = ["gmail"],
)]
struct Agent;"#,
    check: None,
};

pub(crate) static NOT_A_STRUCT: Rule = Rule {
    name: "not-a-struct",
    level: Level::Error,
    summary: "The attribute on anything other than a struct.",
    why: "An agent is a type that sessions are made from; its constants and `session` are associated items of the type.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"])]
enum Agent {
    Inbox,
}"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"])]
struct Agent;"#,
    check: None,
};

pub(crate) static MISSING_TOOLKITS: Rule = Rule {
    name: "missing-toolkits",
    level: Level::Error,
    summary: "No `toolkits`.",
    why: "If it is omitted, the API allows every toolkit of the catalogue. Such wide access has to be declared explicitly.",
    rejected: r#"#[tool_router_session(app = interactive)]
struct Agent;"#,
    mended: r#"#[tool_router_session(app = interactive, toolkits = ["gmail"])]
struct Agent;"#,
    check: Some(missing_toolkits),
};

pub(crate) static EMPTY_ALLOWLIST: Rule = Rule {
    name: "empty-allowlist",
    level: Level::Error,
    summary: "`toolkits = []`.",
    why: "It denies every toolkit in the current API, and allowed every toolkit in an earlier one.",
    rejected: r"#[tool_router_session(toolkits = [])]
struct Agent;",
    mended: r"#[tool_router_session(toolkits = none)]
struct Agent;",
    check: None,
};

pub(crate) static CONTRADICTORY_FLAGS: Rule = Rule {
    name: "contradictory-flags",
    level: Level::Error,
    summary: "`enable` and `disable` in a setting that accepts only one of them.",
    why: "It is not clear which of the two applies.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, disable))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], manage_connections(enable))]
struct Agent;"#,
    check: None,
};

pub(crate) static AMBIGUOUS_NAME: Rule = Rule {
    name: "ambiguous-name",
    level: Level::Error,
    summary: "Two slugs that would get the same constant.",
    why: "Every toolkit and every tool gets a constant named after it; `-` and `_` both become `_`.",
    rejected: r#"#[tool_router_session(toolkits = ["google-maps", "google_maps"])]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["google_maps"])]
struct Agent;"#,
    check: Some(ambiguous_name),
};

pub(crate) static UNKNOWN_RULE: Rule = Rule {
    name: "unknown-rule",
    level: Level::Error,
    summary: "`allow(…)` of a name that is not a rule, or of a rule that is not a warning.",
    why: "An `allow` without an effect is a mistake, and an error cannot be allowed.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], allow(missing_toolkits))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], tags = [idempotent], allow(weak_tag))]
struct Agent;"#,
    check: None,
};

pub(crate) static USER_ID_MARKER: Rule = Rule {
    name: "user-id-marker",
    level: Level::Error,
    summary: "`#[session(…)]` on a field that marks nothing, or `#[session(user_id)]` a second time.",
    why: "`agent.session()` takes the user's id from the one field that is marked.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"])]
struct Agent {
    #[session()]
    user: String,
}"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"])]
struct Agent {
    #[session(user_id)]
    user: String,
}"#,
    check: None,
};

fn strays(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for Stray { tokens, tools, entry } in &subject.declaration.strays {
        let toolkit = |tool: &Slug| match owner(subject, &tool.name) {
            Some(owner) => owner.to_owned(),
            None => tool.name.split('_').next().unwrap_or_default().to_lowercase(),
        };
        let key = |name: String| Key { name, form: KeyForm::Word, tokens: tokens.clone() }.text();
        let mut toolkits: Vec<String> = Vec::new();
        for toolkit in tools.iter().map(toolkit) {
            if !toolkits.contains(&toolkit) {
                toolkits.push(toolkit);
            }
        }
        let (what, instead) = match entry {
            Some(entry) => {
                let named = || subject.declaration.toolkits.iter().flat_map(|toolkits| &toolkits.named).next();
                let toolkit = toolkits.into_iter().next().or_else(|| named().map(|slug| slug.name.clone()));
                let key = key(toolkit.unwrap_or_else(|| "gmail".to_owned()));
                (format!("`{}` does not say for which toolkit", entry.key.name), format!("{key}({})", entry.text()))
            }
            None => {
                let of = |name: &String| {
                    let own = tools.iter().filter(|tool| toolkit(tool) == *name);
                    let own: Vec<String> = own.map(|tool| format!("{:?}", tool.name)).collect();
                    format!("{} = [{}]", key(name.clone()), own.join(", "))
                };
                let entries: Vec<String> = toolkits.iter().map(of).collect();
                let what = "tools must be listed under their toolkit".to_owned();
                (what, format!("tools({})", entries.join(", ")))
            }
        };
        diagnostics.push(Diagnostic::new(&WRONG_FORM, tokens, what).help(format!("write `{instead}`")));
    }
}

fn missing_toolkits(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    if declaration.toolkits.is_none() && declaration.session_config.is_no() && !declaration.incomplete {
        let what =
            format!("`{}` does not say which toolkits it may use, which the API takes as all of them", subject.agent);
        let help = "add `toolkits = [\"gmail\"]` with the intended toolkits, or `toolkits = any` for every toolkit";
        diagnostics.push(Diagnostic::new(&MISSING_TOOLKITS, subject.agent, what).help(help));
    }
}

fn ambiguous_name(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let (_, clashes) = handles::of(subject.declaration);
    for (handle, first) in clashes {
        let what = format!(
            "the {} and the {} would get the same constant `{}`",
            first.subject(),
            handle.subject(),
            handle.name()
        );
        let help = "remove one of the two, and keep the one that the catalogue has";
        diagnostics.push(Diagnostic::new(&AMBIGUOUS_NAME, &handle.tokens, what).help(help));
    }
}
