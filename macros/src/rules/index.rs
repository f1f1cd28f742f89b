//! The index of all rules, as Markdown.

use super::{Level, RULES, Rule};

/// What the documentation says of the rules, with an anchor for each.
pub(crate) fn markdown() -> String {
    let mut text = String::new();
    for rule in RULES {
        describe(rule, &mut text);
    }
    text
}

fn describe(rule: &Rule, text: &mut String) {
    let Rule { name, level, summary, why, rejected, mended, check: _ } = rule;
    let (kind, guard) = match level {
        Level::Error => (String::new(), ""),
        Level::Lint => {
            (format!(" A warning: `allow({})` in the attribute silences it.", rule.word()), "#![deny(deprecated)]\n")
        }
    };
    text.push_str(&format!(
        "\n## {name}\n\n{summary}{kind}\n\n{why}\n\n\
         ```compile_fail\n{guard}use tool_router::tool_router_session;\n\n{rejected}\n```\n\nInstead:\n\n\
         ```\n{guard}use tool_router::tool_router_session;\n\n{mended}\n```\n",
    ));
}
