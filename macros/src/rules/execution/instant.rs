//! Rules about instant tools.

use proc_macro2::TokenStream;

use super::super::{
    Level, Rule, Subject,
    reach::{Stranger, exclusion, let_in},
};
use crate::{
    declaration::{Reach, Said, Slug},
    diagnostic::{Diagnostic, Diagnostics},
};

pub(crate) static INSTANT_WIDER: Rule = Rule {
    name: "instant-wider",
    level: Level::Error,
    summary: "`instant` with a toolkit or tool that the session cannot reach, with a tool under the wrong toolkit, or with both \
              `enable` and `disable`; and `instant` together with `toolkits = none`.",
    why: "Instant tools cost money, and they can only be a subset of the tools that may run.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], instant(toolkits = ["exa"]))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail", "exa"], instant(toolkits = ["exa"]))]
struct Agent;"#,
    check: Some(instant_wider),
};

fn instant_wider(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let declaration = subject.declaration;
    let (Some(instant), Said::Yes(reach)) = (&declaration.instant, declaration.reach()) else { return };
    let mut report = |tokens: &TokenStream, what: String, help: String| {
        diagnostics.push(Diagnostic::new(&INSTANT_WIDER, tokens, what).help(help));
    };
    if matches!(reach, Reach::None) {
        if instant.switch.is_on() == Some(true) {
            let what = "`instant` with `toolkits = none`, which leaves no toolkit to use".to_owned();
            report(&instant.tokens, what, "remove it, or name its toolkits in `toolkits`".to_owned());
        }
        return;
    }
    let listed = match &instant.toolkits {
        Some(Reach::Only(slugs) | Reach::Except(slugs)) => slugs.items.as_slice(),
        _ => &[],
    };
    let is_outside = |slug: &Slug| slug.certain && reach.contains(&slug.name) == Some(false);
    let unusable = |slug: &Slug, let_in: String| {
        let what = format!("`instant` names `{}`, which the session cannot use", slug.name);
        (what, format!("{let_in}, or remove it here"))
    };
    for slug in listed.iter().chain(instant.tools.iter().map(|(toolkit, _)| toolkit)).filter(|slug| is_outside(slug)) {
        let (what, help) = unusable(slug, let_in(&slug.name, reach));
        report(&slug.tokens, what, help);
    }
    for (toolkit, access) in instant.tools.iter().filter(|(toolkit, _)| toolkit.certain && !is_outside(toolkit)) {
        let name = toolkit.name.as_str();
        if let Some(Reach::Except(disabled)) = &instant.toolkits
            && disabled.contains(name) == Some(true)
        {
            let what = format!("`instant` lists tools of `{name}`, but disables the toolkit");
            report(
                &toolkit.tokens,
                what,
                format!("remove `\"{name}\"` from `toolkits` in `instant`, or remove it here"),
            );
            continue;
        }
        let (tools, enabled) = match access {
            Reach::Only(slugs) => (slugs.items.as_slice(), true),
            Reach::Except(slugs) => (slugs.items.as_slice(), false),
            Reach::Any | Reach::None => continue,
        };
        for tool in tools.iter().filter(|tool| tool.certain && subject.is_toolkit(name)) {
            if let Some(stranger) = Stranger::under(name, tool, subject) {
                report(
                    &tool.tokens,
                    format!("`{}` is not a tool of `{name}`", tool.name),
                    stranger.help(tool, name, "instant", declaration),
                );
            } else if let Some(exclusion) = exclusion(declaration, tool).filter(|_| enabled) {
                let (what, help) = unusable(tool, exclusion.let_in);
                report(&tool.tokens, what, help);
            }
        }
    }
}
