//! What each API takes, checked from its own description and not from the code that makes it.

use proptest::prelude::*;
use serde_json::{Map, Value};

use super::{each, names_of, schema};
use crate::model::ToolDefinition;

const TYPES: [&str; 7] = ["array", "boolean", "integer", "null", "number", "object", "string"];

fn types(schema: &Map<String, Value>) -> Vec<&str> {
    match schema.get("type") {
        None => Vec::new(),
        Some(Value::String(name)) => vec![name],
        Some(names) => {
            let names = names_of(Some(names));
            assert!(names.len() > 1, "{names:?}");
            names
        }
    }
}

fn known_keywords(schema: &Map<String, Value>, known: &[&str]) {
    assert!(schema.keys().all(|keyword| known.contains(&keyword.as_str())), "{schema:?}");
}

/// The root of a schema that OpenAI and Anthropic take, and what JSON Schema itself asks of the rest.
fn well_formed(parameters: &Value) {
    assert_eq!(parameters["type"], "object", "{parameters}");
    assert!(parameters["properties"].is_object(), "{parameters}");
    for refused in ["anyOf", "oneOf", "allOf", "not", "enum", "const", "$ref", "$schema"] {
        assert!(parameters.get(refused).is_none(), "{parameters}");
    }
    each(parameters, &mut |schema| {
        for refused in ["$ref", "$defs", "definitions", "oneOf", "allOf", "not", "if", "prefixItems", "nullable"] {
            assert!(!schema.contains_key(refused), "{schema:?}");
        }
        let types = types(schema);
        assert!(types.iter().all(|name| TYPES.contains(name)), "{types:?}");
        assert!(!types.contains(&"array") || schema["items"].is_object(), "{schema:?}");
        for list in ["anyOf", "enum", "examples"] {
            assert!(schema.get(list).is_none_or(|list| list.as_array().is_some_and(|list| !list.is_empty())));
        }
        for number in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] {
            assert!(schema.get(number).is_none_or(Value::is_number), "{schema:?}");
        }
        for text in ["description", "format", "pattern"] {
            assert!(schema.get(text).is_none_or(Value::is_string), "{schema:?}");
        }
        let required = names_of(schema.get("required"));
        assert!(required.iter().all(|name| schema["properties"].get(name).is_some()), "{schema:?}");
    });
}

/// <https://platform.openai.com/docs/guides/structured-outputs#supported-schemas>
fn strict_at_openai(parameters: &Value) {
    each(parameters, &mut |schema| {
        known_keywords(
            schema,
            &[
                "additionalProperties",
                "anyOf",
                "const",
                "description",
                "enum",
                "exclusiveMaximum",
                "exclusiveMinimum",
                "format",
                "items",
                "maxItems",
                "maximum",
                "minItems",
                "minimum",
                "properties",
                "required",
                "type",
            ],
        );
        assert!(schema.contains_key("type") || schema.contains_key("anyOf"), "{schema:?}");
        if types(schema).contains(&"object") {
            assert_eq!(schema["additionalProperties"], false, "{schema:?}");
            let mut required = names_of(schema.get("required"));
            let mut names: Vec<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
            required.sort_unstable();
            names.sort_unstable();
            assert_eq!(required, names);
        }
    });
}

/// <https://platform.claude.com/docs/en/build-with-claude/structured-outputs#json-schema-limitations>
fn strict_at_anthropic(parameters: &Value) {
    each(parameters, &mut |schema| {
        known_keywords(
            schema,
            &[
                "additionalProperties",
                "anyOf",
                "const",
                "description",
                "enum",
                "format",
                "items",
                "properties",
                "required",
                "type",
            ],
        );
        let is_object = types(schema).contains(&"object");
        assert!(!is_object || schema["additionalProperties"] == false, "{schema:?}");
    });
}

/// <https://ai.google.dev/api/caching#Schema>
fn taken_by_gemini(parameters: &Value) {
    assert_eq!(parameters["type"], "object");
    each(parameters, &mut |schema| {
        known_keywords(
            schema,
            &[
                "anyOf",
                "description",
                "enum",
                "format",
                "items",
                "maxItems",
                "maximum",
                "minItems",
                "minimum",
                "nullable",
                "properties",
                "required",
                "type",
            ],
        );
        if let Some(alternatives) = schema.get("anyOf") {
            assert!(schema.len() == 1 && alternatives.as_array().unwrap().len() > 1, "{schema:?}");
            return;
        }
        let name = schema["type"].as_str().expect("one type");
        assert!(TYPES.contains(&name) && name != "null", "{schema:?}");
        assert!(schema.get("enum").is_none() || name == "string", "{schema:?}");
        assert!(names_of(schema.get("enum")).iter().all(|value| !value.is_empty()), "{schema:?}");
        assert_eq!(schema.contains_key("items"), name == "array", "{schema:?}");
        assert_eq!(schema.contains_key("properties"), name == "object", "{schema:?}");
        assert!(schema.get("properties").is_none_or(|properties| !properties.as_object().unwrap().is_empty()));
        let required = names_of(schema.get("required"));
        assert!(required.iter().all(|name| schema["properties"].get(name).is_some()), "{schema:?}");
        let formats: &[&str] = match name {
            "string" => &["date-time"],
            "integer" => &["int32", "int64"],
            "number" => &["float", "double"],
            _ => &[],
        };
        assert!(schema.get("format").is_none_or(|format| formats.contains(&format.as_str().unwrap())), "{schema:?}");
    });
}

fn is_plain_key(key: &str) -> bool {
    (1..=64).contains(&key.len()) && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn openai_takes_every_schema(schema in schema()) {
        let tool = ToolDefinition::new("T", "", schema);
        let value = tool.openai();
        well_formed(&value["function"]["parameters"]);
        prop_assert_eq!(&value["function"]["strict"], &Value::Bool(false));
        let mut responses = tool.openai_responses();
        prop_assert_eq!(responses.as_object_mut().unwrap().remove("type"), Some("function".into()));
        prop_assert_eq!(&responses, &value["function"]);
    }

    #[test]
    fn openai_takes_every_strict_schema(schema in schema()) {
        let value = ToolDefinition::new("T", "", schema).strict().openai();
        let function = &value["function"];
        well_formed(&function["parameters"]);
        if function["strict"] == true {
            strict_at_openai(&function["parameters"]);
        }
    }

    #[test]
    fn anthropic_takes_every_schema(schema in schema(), strict: bool) {
        let mut tool = ToolDefinition::new("T", "", schema);
        tool.strict = strict;
        let value = tool.anthropic();
        well_formed(&value["input_schema"]);
        prop_assert!(value["input_schema"]["properties"].as_object().unwrap().keys().all(|key| is_plain_key(key)));
        if let Some(said) = value.get("strict") {
            prop_assert!(strict && *said == Value::Bool(true));
            strict_at_anthropic(&value["input_schema"]);
        }
    }

    #[test]
    fn gemini_takes_every_schema(schema in schema()) {
        let value = ToolDefinition::new("T", "", schema).gemini();
        if let Some(parameters) = value.get("parameters") {
            taken_by_gemini(parameters);
        }
    }
}
