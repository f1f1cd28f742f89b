//! What a model is told of a schema is what the schema says, as far as it goes.

use serde_json::{Map, Value, json};

use crate::model::ToolDefinition;
use crate::model::schema::fit;

fn told(schema: &Value) -> ToolDefinition {
    ToolDefinition::new("T", "", schema.clone())
}

fn parameters(schema: Value) -> Value {
    told(&schema).openai()["function"]["parameters"].clone()
}

#[test]
fn a_root_becomes_an_object_with_properties() {
    let empty = json!({ "type": "object", "properties": {} });
    for schema in [json!(null), json!({}), json!(true), json!({ "type": "string" }), json!({ "type": "object" })] {
        assert_eq!(parameters(schema), empty);
    }
    let typeless = json!({ "properties": { "a": { "type": "string" } } });
    assert_eq!(parameters(typeless), json!({ "type": "object", "properties": { "a": { "type": "string" } } }));
}

#[test]
fn references_are_inlined_and_recursion_ends() {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "properties": { "to": { "$ref": "#/$defs/address", "description": "whom" }, "tree": { "$ref": "#/$defs/tree" } },
        "$defs": {
            "address": { "type": "string", "description": "an address" },
            "tree": { "type": "object", "properties": {
                "name": { "type": "string" }, "inner": { "type": "array", "items": { "$ref": "#/$defs/tree" } } } },
        },
    });
    let told = parameters(schema);
    assert_eq!(told["properties"]["to"], json!({ "type": "string", "description": "whom" }));
    let inner = &told["properties"]["tree"]["properties"]["inner"]["items"];
    assert_eq!(inner["properties"]["name"], json!({ "type": "string" }));
    let text = told.to_string();
    assert!(text.len() < 2_000 && !text.contains("$ref"), "{text}");
}

#[test]
fn references_that_multiply_do_not_fill_the_memory() {
    let mut defs = serde_json::Map::new();
    for level in 0..30 {
        let next = json!({ "$ref": format!("#/$defs/l{}", level + 1) });
        defs.insert(
            format!("l{level}"),
            json!({ "type": "object", "properties": { "a": next, "b": next, "c": next } }),
        );
    }
    let told = parameters(json!({ "$defs": defs, "properties": { "a": { "$ref": "#/$defs/l0" } } }));
    assert!(told.to_string().len() < 1_000_000);
}

#[test]
fn alternatives_at_the_root_are_told_as_what_any_of_them_has() {
    let schema = json!({ "type": "object", "oneOf": [
        { "properties": { "id": { "type": "string" }, "how": { "const": "id" } }, "required": ["id", "how"] },
        { "properties": { "name": { "type": "string" }, "how": { "const": "name" } }, "required": ["name", "how"] },
    ] });
    assert_eq!(
        parameters(schema),
        json!({ "type": "object", "required": ["how"], "properties": {
            "id": { "type": "string" }, "name": { "type": "string" },
            "how": { "anyOf": [{ "type": "string", "const": "id" }, { "type": "string", "const": "name" }] },
        } })
    );
    let either = json!({ "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "string" } },
        "anyOf": [{ "required": ["a"] }, { "required": ["b"] }] });
    let both = json!({ "a": { "type": "string" }, "b": { "type": "string" } });
    assert_eq!(parameters(either), json!({ "type": "object", "properties": both }));
    let all = json!({ "allOf": [{ "properties": { "a": { "type": "string" } }, "required": ["a"] },
        { "properties": { "b": { "type": "string" } } }] });
    assert_eq!(parameters(all), json!({ "type": "object", "properties": both, "required": ["a"] }));
}

#[test]
fn strict_makes_the_optional_nullable_and_goes_without_where_it_cannot_be() {
    let schema = json!({ "type": "object", "required": ["to"], "properties": {
        "to": { "type": "string", "default": "x" },
        "limit": { "type": "integer", "minimum": 1 },
        "kind": { "enum": ["a", "b"] },
        "at": { "type": "string", "format": "uri" },
        "who": { "type": "object", "properties": { "id": { "type": "string" } } },
    } });
    let strict = told(&schema).strict().openai();
    assert_eq!(
        strict["function"]["parameters"]["properties"],
        json!({
            "to": { "type": "string" },
            "limit": { "type": ["integer", "null"], "minimum": 1 },
            "kind": { "type": ["string", "null"], "enum": ["a", "b", null] },
            "at": { "type": ["string", "null"] },
            "who": { "type": ["object", "null"], "properties": { "id": { "type": ["string", "null"] } }, "required": ["id"],
                "additionalProperties": false },
        })
    );
    let at_anthropic = told(&schema).strict().anthropic();
    assert_eq!(at_anthropic["strict"], true);
    assert_eq!(at_anthropic["input_schema"]["required"], json!(["to"]));
    assert_eq!(at_anthropic["input_schema"]["properties"]["limit"], json!({ "type": "integer" }));
    for open in [
        json!({ "type": "object" }),
        json!({}),
        json!({ "type": "object", "additionalProperties": true,
        "properties": { "a": { "type": "string" } } }),
        json!({ "type": "array" }),
    ] {
        let schema = json!({ "properties": { "open": open } });
        assert_eq!(told(&schema).strict().openai()["function"]["strict"], false, "{open}");
        assert!(told(&schema).strict().anthropic().get("strict").is_none(), "{open}");
    }
}

#[test]
fn gemini_is_told_in_its_own_words() {
    let schema = json!({ "type": "object", "required": ["to"], "additionalProperties": false, "properties": {
        "to": { "anyOf": [{ "type": "string", "format": "email" }, { "type": "null" }], "title": "To" },
        "ids": { "type": "array" },
        "size": { "type": "integer", "enum": [1, 2] },
        "kind": { "const": "mail" },
        "either": { "type": ["string", "integer"], "description": "which" },
        "meta": { "type": "object", "description": "More." },
    } });
    assert_eq!(
        told(&schema).gemini()["parameters"]["properties"],
        json!({
            "to": { "type": "string", "nullable": true },
            "ids": { "type": "array", "items": { "type": "string", "description": "(any JSON value, written as JSON)" } },
            "size": { "type": "string", "enum": ["1", "2"] },
            "kind": { "type": "string", "enum": ["mail"] },
            "either": { "anyOf": [{ "type": "integer", "description": "which" }, { "type": "string", "description": "which" }] },
            "meta": { "type": "string", "description": "More. (a JSON object, written as JSON)" },
        })
    );
    assert!(told(&json!({})).gemini().get("parameters").is_none());
    let back = fit(json!({ "size": "2", "meta": "{\"a\": 1}", "to": "{x}" }).as_object().unwrap().clone(), &schema);
    assert_eq!(Value::from(back), json!({ "size": 2, "meta": { "a": 1 }, "to": "{x}" }));
}

#[test]
fn a_long_description_is_told_in_two_places() {
    let long = "word ".repeat(600);
    let tool = ToolDefinition::new("T", long.trim(), json!({ "description": "The arguments." })).openai();
    let (start, rest) = (&tool["function"]["description"], &tool["function"]["parameters"]["description"]);
    let (start, rest) = (start.as_str().unwrap(), rest.as_str().unwrap());
    assert!(start.chars().count() <= 1_024 && start.ends_with("parameters)"), "{start}");
    assert_eq!(start.matches("word").count() + rest.matches("word").count(), 600);
    assert!(rest.ends_with("\n\nThe arguments."), "{rest}");
}

#[test]
fn arguments_fit_the_schema_again() {
    let schema = json!({ "required": ["must"], "properties": {
        "must": { "type": "string" }, "may": { "type": "string" }, "null": { "type": ["string", "null"] },
        "$filter": { "type": "string" },
        "list": { "type": "array", "items": { "properties": { "may": { "type": "string" } } } },
        "text": { "type": "string" }, "any": {},
    } });
    let told = told(&schema).anthropic();
    let key =
        told["input_schema"]["properties"].as_object().unwrap().keys().find(|key| key.contains("filter")).unwrap();
    assert!(key.starts_with("_filter_"), "{key}");
    let given = json!({ "must": null, "may": null, "null": null, key: "x eq 1", "list": "[{\"may\": null}]",
        "text": "{\"a\": 1}", "any": "[1]", "unknown": null });
    let fitting = fit(given.as_object().unwrap().clone(), &schema);
    assert_eq!(
        Value::from(fitting),
        json!({ "must": null, "null": null, "$filter": "x eq 1", "list": [{}], "text": "{\"a\": 1}", "any": [1],
            "unknown": null })
    );
}

#[test]
fn a_listed_value_in_another_case_is_the_listed_one_unless_two_are_alike() {
    let schema = json!({ "properties": {
        "kind": { "enum": ["mail", "Größe"] }, "unit": { "enum": ["m", "M"] }, "on": { "enum": ["MAIL"] } } });
    let fitted = |given: Value| Value::from(fit(given.as_object().unwrap().clone(), &schema));
    assert_eq!(fitted(json!({ "kind": "Mail", "on": "mail" })), json!({ "kind": "mail", "on": "MAIL" }));
    assert_eq!(fitted(json!({ "kind": "GRÖSSE", "unit": "M" })), json!({ "kind": "GRÖSSE", "unit": "M" }));
    assert_eq!(fitted(json!({ "kind": "GRÖßE" })), json!({ "kind": "Größe" }));
}

#[test]
fn a_schema_is_strict_within_the_limits_that_openai_documents() {
    let is_strict = |schema: Value| {
        let tool = ToolDefinition::new("X", "", schema).strict().openai();
        tool["function"]["strict"] == json!(true)
    };
    let of_names = |names: usize, length: usize| {
        let properties: Map<String, Value> =
            (0..names).map(|index| (format!("{index:0length$}"), json!({ "type": "string" }))).collect();
        json!({ "properties": properties })
    };
    assert!(is_strict(of_names(1_000, 119)) && !is_strict(of_names(1_000, 121)));
    let listed = |values: usize, length: usize| {
        let values: Vec<String> = (0..values).map(|index| format!("{index:0length$}")).collect();
        json!({ "properties": { "a": { "type": "string", "enum": values } } })
    };
    assert!(is_strict(listed(250, 100)) && is_strict(listed(300, 49)) && !is_strict(listed(300, 51)));
    assert!(!is_strict(listed(1_001, 4)));
}
