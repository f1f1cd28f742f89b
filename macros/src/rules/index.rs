//! The index of all rules, as Markdown.

use super::{Level, RULES, Rule};

/// The chapters of the index, each by the rule that it begins with.
const CHAPTERS: [(&str, &Rule); 7] = [
    ("The shape of a declaration", &super::UNKNOWN_SETTING),
    ("Toolkits, tools and tags", &super::TOOLKIT_SLUG),
    ("Connections", &super::DISABLED_FOR_INTERACTIVE),
    ("Accounts", &super::ACCOUNT_ID),
    ("Sandbox and preloaded tools", &super::SANDBOX_SIZE),
    ("Hooks, permissions and surroundings", &super::HOOK_ID),
    ("The catalogue", &super::CATALOG_FILE),
];

/// What the documentation says of the rules: a table of all, and a section with an anchor for each.
pub(crate) fn markdown() -> String {
    let mut text = String::from("\n| rule | what is rejected |\n| --- | --- |\n");
    for rule in RULES {
        if let Some(chapter) = chapter(rule) {
            text.push_str(&format!("| **{chapter}** | |\n"));
        }
        let kind = if rule.level == Level::Lint { " *(a warning)*" } else { "" };
        text.push_str(&format!("| [{0}](#{0}) | {1}{kind} |\n", rule.name, rule.summary));
    }
    for rule in RULES {
        if let Some(chapter) = chapter(rule) {
            text.push_str(&format!("\n# {chapter}\n"));
        }
        describe(rule, "tool_router_session", &mut text);
    }
    text
}

/// The same of the rules that `#[custom_tool]` holds.
#[cfg(feature = "custom-tools")]
pub(crate) fn of_custom_tools() -> String {
    let mut text = String::from("\n# Custom tools\n\n| rule | what is rejected |\n| --- | --- |\n");
    for rule in super::CUSTOM_TOOL_RULES {
        text.push_str(&format!("| [{0}](#{0}) | {1} |\n", rule.name, rule.summary));
    }
    for rule in super::CUSTOM_TOOL_RULES {
        describe(rule, "custom_tool", &mut text);
    }
    text
}

/// The chapter that begins with `rule`.
fn chapter(rule: &Rule) -> Option<&'static str> {
    CHAPTERS.iter().find(|(_, first)| first.name == rule.name).map(|(chapter, _)| *chapter)
}

/// `attribute` is the one that holds the rule.
fn describe(rule: &Rule, attribute: &str, text: &mut String) {
    let Rule { name, level, summary, why, rejected, mended, check: _ } = rule;
    let (kind, guard) = match level {
        Level::Error => (String::new(), ""),
        // Hidden in the page: it makes the example fail, as it would under `-D warnings`.
        Level::Lint => (
            format!("\n\nIt is a warning, and `allow({})` in the attribute silences it.", rule.word()),
            "# #![deny(deprecated)]\n",
        ),
    };
    // Hidden in the page as well: without the feature, the mended form would not compile.
    let (open, close) = if rule.name == super::TYPED_TOOLS.name {
        ("# #[cfg(feature = \"typed-tools\")]\n# mod example {\n", "\n# }")
    } else {
        ("", "")
    };
    text.push_str(&format!(
        "\n## {name}\n\n**Rejected.** {summary}\n\n**Why.** {why}{kind}\n\n\
         ```compile_fail\n{guard}# use tool_router::{attribute};\n{rejected}\n```\n\n**Instead.**\n\n\
         ```\n{guard}{open}# use tool_router::{attribute};\n{mended}{close}\n```\n",
    ));
}

#[cfg(test)]
mod tests {
    use super::{CHAPTERS, RULES, chapter, markdown};

    #[test]
    fn every_rule_is_in_the_table_and_has_a_section() {
        let text = markdown();
        for rule in RULES {
            assert_eq!(text.matches(&format!("| [{0}](#{0}) |", rule.name)).count(), 1, "{}", rule.name);
            assert_eq!(text.matches(&format!("\n## {}\n", rule.name)).count(), 1, "{}", rule.name);
        }
    }

    #[test]
    fn the_first_rule_begins_the_first_chapter_and_each_chapter_has_rules() {
        assert!(chapter(RULES[0]).is_some());
        assert_eq!(RULES.iter().filter(|rule| chapter(rule).is_some()).count(), CHAPTERS.len());
    }
}
