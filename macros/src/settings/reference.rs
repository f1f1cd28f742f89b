//! The reference of all settings, as Markdown.

use super::{Info, Known, SETTINGS, Table, Values, Word};
use crate::{declaration::tags::TAGS, item::FIELD_SETTINGS};

/// The attribute's documentation of its settings.
pub(crate) fn markdown() -> String {
    let mut text = String::from("# Settings\n");
    for setting in &SETTINGS {
        describe(&setting.info, &mut text);
    }
    text.push_str("\n# Tags\n\n");
    words(&TAGS, &mut text);
    text.push_str("\n# On a field\n\n");
    for setting in &FIELD_SETTINGS {
        text.push_str(&format!("- `#[session({})]`: {}\n", setting.info.name, setting.info.summary));
    }
    text
}

fn describe(info: &Info, text: &mut String) {
    text.push_str(&format!("\n## `{}`\n\n{} Default: {}.\n\n```text\n", info.name, info.summary, info.default));
    for form in info.forms {
        text.push_str(&format!("{form}\n"));
    }
    text.push_str("```\n");
    let values = info.keys.map_or_else(Vec::new, words_of);
    if !values.is_empty() {
        text.push('\n');
    }
    for Known { name, text: meaning } in values {
        text.push_str(&format!("- `{name}`: {meaning}\n"));
    }
    let keys = info.nested();
    if !keys.is_empty() {
        text.push_str("\n| in parentheses | |\n| --- | --- |\n");
    }
    for key in keys {
        let forms: Vec<String> = key.forms.iter().map(|form| format!("`{form}`")).collect();
        let values = key.keys.map_or_else(Vec::new, words_of);
        let values: Vec<String> = values.iter().map(|word| format!("<br>`{}`: {}", word.name, word.text)).collect();
        text.push_str(&format!(
            "| {} | {} Default: {}.{} |\n",
            forms.join(", "),
            key.summary,
            key.default,
            values.concat()
        ));
    }
}

/// The words after the `=` of the setting, or of the entries in its parentheses. The words of a list are tags, which
/// have their own section.
fn words_of(table: &'static dyn Table) -> Vec<Known> {
    let of_entries = || table.entries().and_then(|entries| entries.inside).map(Table::values);
    match (table.values(), of_entries()) {
        (Values::Word(words), _) | (_, Some(Values::Word(words))) => words,
        _ => Vec::new(),
    }
}

fn words<T>(words: &[Word<T>], text: &mut String) {
    for word in words {
        text.push_str(&format!("- `{}`: {}\n", word.name, word.summary));
    }
}
