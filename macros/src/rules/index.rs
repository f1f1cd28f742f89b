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
    use proc_macro2::TokenStream;
    #[cfg(feature = "custom-tools")]
    use tool_router_core::rule_names;

    use super::{super::all, Rule, markdown};
    use crate::diagnostic::Diagnostic;

    /// The rules of both attributes.
    fn rules() -> impl Iterator<Item = &'static Rule> {
        #[cfg(feature = "custom-tools")]
        let of_tools = super::super::CUSTOM_TOOL_RULES.iter().copied();
        #[cfg(not(feature = "custom-tools"))]
        let of_tools = std::iter::empty();
        all().chain(of_tools)
    }

    /// The page of the rules, as rustdoc is given it.
    fn page() -> String {
        #[cfg(feature = "custom-tools")]
        let of_tools = super::of_custom_tools();
        #[cfg(not(feature = "custom-tools"))]
        let of_tools = String::new();
        markdown() + &of_tools
    }

    /// The anchors of the page's headings: rustdoc makes lower case of them, and `-` of spaces. A second heading of the
    /// same text would get another one.
    fn anchors() -> Vec<String> {
        let text = page();
        let headings = text.lines().filter_map(|line| line.strip_prefix('#'));
        headings.map(|heading| heading.trim_start_matches('#').trim().to_lowercase().replace([' ', ','], "-")).collect()
    }

    #[test]
    fn every_rule_has_an_anchor_and_a_name_of_its_own() {
        let anchors = anchors();
        for Rule { name, .. } in rules() {
            let is_plain = name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
            assert!(is_plain, "{name} is not its own anchor");
            assert_eq!(anchors.iter().filter(|anchor| anchor == name).count(), 1, "{name}");
        }
    }

    #[test]
    fn every_message_ends_with_the_address_of_its_rule() {
        for rule in rules() {
            let message = Diagnostic::new(rule, TokenStream::new(), "it is wrong").help("mend it").message();
            let name = rule.name;
            let end = format!("\nrule: {name}\nsee: https://docs.rs/tool-router/latest/tool_router/rules#{name}");
            assert!(message.ends_with(&end), "{message}");
        }
    }

    /// These names are in errors at run time as well.
    #[cfg(feature = "custom-tools")]
    #[test]
    fn what_a_running_program_names_is_on_the_page() {
        let anchors = anchors();
        for name in rule_names::ALL {
            assert!(anchors.iter().any(|anchor| anchor == name), "{name}");
        }
    }
}
