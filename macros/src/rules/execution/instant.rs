//! Rules about instant tools.

use super::super::{Level, Rule, Subject, reach::exclusion};
use crate::{
    declaration::{Reach, Said},
    diagnostic::{Diagnostic, Diagnostics},
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
