//! The index of all rules, as Markdown.

use super::{CHAPTERS, Chapter, Level, Rule};

/// The documentation of the rules: a table of all, and a section with an anchor for each.
pub(crate) fn markdown() -> String {
    let mut text = String::from("\n| rule | what is rejected |\n| --- | --- |\n");
    for Chapter { title, rules } in CHAPTERS {
        text.push_str(&format!("| **{title}** | |\n"));
        for rule in *rules {
            let kind = if rule.level == Level::Lint { " *(a warning)*" } else { "" };
            text.push_str(&format!("| [{0}](#{0}) | {1}{kind} |\n", rule.name, rule.summary));
        }
    }
    for Chapter { title, rules } in CHAPTERS {
        text.push_str(&format!("\n# {title}\n"));
        rules.iter().for_each(|rule| describe(rule, "use tool_router::tool_router_session;", &mut text));
    }
    text
}

/// The documentation of the rules of `#[custom_tool]`.
#[cfg(feature = "custom-tools")]
pub(crate) fn of_custom_tools() -> String {
    let mut text = String::from("\n# Custom tools\n\n| rule | what is rejected |\n| --- | --- |\n");
    for rule in super::CUSTOM_TOOL_RULES {
        text.push_str(&format!("| [{0}](#{0}) | {1} |\n", rule.name, rule.summary));
    }
    for rule in super::CUSTOM_TOOL_RULES {
        describe(rule, "#[allow(unused_imports)]\n# use tool_router::{custom_tool, custom_tools};", &mut text);
    }
    text
}

/// `import` imports the attribute that enforces the rule.
fn describe(rule: &Rule, import: &str, text: &mut String) {
    let Rule { name, level, summary, why, rejected, mended, check: _ } = rule;
    let (kind, guard) = match level {
        Level::Error => (String::new(), ""),
        // Hidden on the page: it makes the example fail, as it would under `-D warnings`.
        Level::Lint => (
            format!("\n\nIt is a warning, and `allow({})` in the attribute silences it.", rule.word()),
            "# #![deny(deprecated)]\n",
        ),
    };
    // Hidden on the page as well: without the feature, the mended form would not compile.
    let (open, close) = if rule.name == super::TYPED_TOOLS.name {
        ("# #[cfg(feature = \"typed-tools\")]\n# mod example {\n", "\n# }")
    } else {
        ("", "")
    };
    text.push_str(&format!(
        "\n## {name}\n\n**Rejected.** {summary}\n\n**Why.** {why}{kind}\n\n\
         ```compile_fail\n{guard}# {import}\n{rejected}\n```\n\n**Instead.**\n\n\
         ```\n{guard}{open}# {import}\n{mended}{close}\n```\n",
    ));
}

#[cfg(test)]
mod tests {
    use super::{super::all, markdown};

    #[test]
    fn every_rule_has_an_anchor_and_a_name_of_its_own() {
        let text = markdown();
        let mut names: Vec<&str> = all().map(|rule| rule.name).collect();
        for name in &names {
            assert!(text.contains(&format!("\n## {name}\n")), "{name}");
        }
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }
}
