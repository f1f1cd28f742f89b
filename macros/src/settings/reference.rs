//! The reference of all settings, as Markdown.

use super::{Facts, SETTINGS, Word};
use crate::{
    declaration::{app::APPS, tags::TAGS},
    item::FIELD_SETTINGS,
};

/// What the documentation of the attribute says of its settings.
pub(crate) fn markdown() -> String {
    let mut text = String::from("# Settings\n");
    for setting in &SETTINGS {
        describe(&setting.facts, &mut text);
    }
    text.push_str("\n# Values of `app`\n\n");
    words(&APPS, &mut text);
    text.push_str("\n# Tags\n\n");
    words(&TAGS, &mut text);
    text.push_str("\n# On a field\n\n");
    for setting in &FIELD_SETTINGS {
        text.push_str(&format!("- `#[session({})]`: {}\n", setting.facts.name, setting.facts.summary));
    }
    text
}

fn describe(facts: &Facts, text: &mut String) {
    text.push_str(&format!("\n## `{}`\n\n{} Default: {}.\n\n```text\n", facts.name, facts.summary, facts.default));
    for form in facts.forms {
        text.push_str(&format!("{form}\n"));
    }
    text.push_str("```\n");
    let keys = facts.nested();
    if !keys.is_empty() {
        text.push_str("\n| in parentheses | |\n| --- | --- |\n");
    }
    for key in keys {
        let forms: Vec<String> = key.forms.iter().map(|form| format!("`{form}`")).collect();
        text.push_str(&format!("| {} | {} Default: {}. |\n", forms.join(", "), key.summary, key.default));
    }
}

fn words<T>(words: &[Word<T>], text: &mut String) {
    for word in words {
        text.push_str(&format!("- `{}`: {}\n", word.name, word.summary));
    }
}
