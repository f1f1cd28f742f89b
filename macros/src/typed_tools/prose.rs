//! Descriptions from a schema as documentation.

use serde_json::{Map, Value};

pub(super) use crate::catalog::prose as text;

/// The maximum length of a value that is quoted, in characters.
const LONGEST_VALUE: usize = 80;
/// How many examples and values are quoted.
const MOST_VALUES: usize = 20;

/// The keywords that the server checks and no type expresses.
const LIMITS: [&str; 13] = [
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
];

/// The description of a value in a schema: its text, default, limits and examples.
pub(super) fn of(schema: &Value) -> String {
    schema.as_object().map(of_object).unwrap_or_default()
}

/// The description of an object.
pub(super) fn of_object(schema: &Map<String, Value>) -> String {
    let mut paragraphs = vec![];
    paragraphs.extend(schema.get("description").and_then(Value::as_str).map(text).filter(|text| !text.is_empty()));
    // The service's default for an omitted argument; for a required argument it is useless.
    paragraphs.extend(
        schema
            .get("default")
            .filter(|value| !value.is_null())
            .and_then(quoted)
            .map(|value| format!("Default: {value}.")),
    );
    paragraphs.extend(values(schema).map(|values| format!("One of {values}.")));
    let limits: Vec<String> = LIMITS
        .iter()
        .filter_map(|keyword| Some((keyword, schema.get(*keyword).filter(|value| !is_size(value))?)))
        .filter_map(|(keyword, value)| Some(format!("`{keyword}` {}", quoted(value)?)))
        .collect();
    if !limits.is_empty() {
        paragraphs.push(format!("Limits: {}.", limits.join(", ")));
    }
    if let Some(Value::Array(examples)) = schema.get("examples") {
        let examples: Vec<String> = examples.iter().filter_map(quoted).take(MOST_VALUES).collect();
        if !examples.is_empty() {
            paragraphs.push(format!("Examples: {}.", examples.join(", ")));
        }
    }
    paragraphs.join("\n\n")
}

/// Whether a format is an integer size of the schema author's program.
fn is_size(format: &Value) -> bool {
    format
        .as_str()
        .is_some_and(|format| matches!(format, "double" | "float") || format.trim_start_matches('u').starts_with("int"))
}

/// The values of an enumeration that is not an enum in Rust.
fn values(schema: &Map<String, Value>) -> Option<String> {
    let values = schema.get("enum")?.as_array()?;
    if values.is_empty()
        || values.len() > MOST_VALUES
        || values.iter().all(|value| value.is_string() || value.is_null())
    {
        return None;
    }
    values.iter().map(quoted).collect::<Option<Vec<_>>>().map(|values| values.join(", "))
}

/// A value as code, if it is short enough.
pub(super) fn quoted(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    let fits = !text.trim().is_empty() && text.chars().count() <= LONGEST_VALUE;
    (fits && !text.contains(|character: char| character == '`' || character.is_control())).then(|| format!("`{text}`"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_no_type_says_is_said_in_words() {
        let schema = json!({
            "description": "How many.", "default": 10, "minimum": 1, "maximum": 500, "examples": [1, 5],
        });
        assert_eq!(
            of(&schema),
            "How many.\n\nDefault: `10`.\n\nLimits: `minimum` `1`, `maximum` `500`.\n\nExamples: `1`, `5`."
        );
        assert_eq!(of(&json!({ "default": null, "enum": [1, "a"] })), "One of `1`, `a`.");
        assert_eq!(of(&json!(true)), "");
    }
}
