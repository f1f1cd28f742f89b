//! What holds of the definitions that the APIs are given, whatever schema a tool has.

mod endings;
mod formats;
mod held;
mod hostile;
mod names;
mod schemas;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Words that keywords of schemas take, well-formed or not.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("object"),
        Just("array"),
        Just("string"),
        Just("integer"),
        Just("number"),
        Just("null"),
        Just("boolean"),
        Just("any"),
        Just(""),
        Just("date-time"),
        Just("uri"),
        Just("int64"),
        Just("a"),
        Just("b"),
        Just("$filter"),
        Just("filter[id]"),
        Just("#/$defs/a"),
        Just("#/$defs/b"),
        Just("#"),
        Just("#/properties/a"),
        Just("https://example.com/schema"),
        Just("ä \u{0} `"),
    ]
    .prop_map(ToOwned::to_owned)
}

fn keyword() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just("type"),
        2 => Just("properties"),
        2 => Just("required"),
        2 => Just("items"),
        1 => Just("prefixItems"),
        2 => Just("$ref"),
        1 => Just("$defs"),
        1 => Just("$schema"),
        2 => Just("anyOf"),
        1 => Just("oneOf"),
        1 => Just("allOf"),
        1 => Just("not"),
        1 => Just("if"),
        2 => Just("enum"),
        1 => Just("const"),
        1 => Just("default"),
        1 => Just("examples"),
        1 => Just("format"),
        1 => Just("pattern"),
        1 => Just("description"),
        1 => Just("nullable"),
        1 => Just("minimum"),
        1 => Just("exclusiveMinimum"),
        1 => Just("minItems"),
        1 => Just("maxLength"),
        2 => Just("additionalProperties"),
        1 => Just("patternProperties"),
        1 => Just("a"),
        1 => Just("b"),
        1 => Just("$filter"),
        1 => Just("filter[id]"),
    ]
    .prop_map(ToOwned::to_owned)
}

/// Any JSON that looks a little like a schema.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        word().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        (-3_i64..9).prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(Value::Null),
    ];
    leaf.prop_recursive(6, 80, 6, |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            5 => prop::collection::vec((keyword(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A schema as authors write them, of well-formed keywords.
fn well_formed() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!({ "type": "string" })),
        Just(json!({ "type": "string", "format": "uri", "description": "where" })),
        Just(json!({ "type": ["integer", "null"], "minimum": 0, "default": null })),
        Just(json!({ "enum": ["a", "b", ""] })),
        Just(json!({ "type": "integer", "enum": [1, 2] })),
        Just(json!({ "const": "x" })),
        Just(json!({ "type": "array" })),
        Just(json!({ "type": "object" })),
        Just(json!({})),
        Just(json!(true)),
        Just(json!({ "$ref": "#/$defs/node" })),
        Just(json!({ "anyOf": [{ "type": "string" }, { "type": "null" }] })),
        Just(json!({ "type": "string", "nullable": true })),
    ];
    let nested = leaf.prop_recursive(4, 40, 4, |inner| {
        let properties = prop::collection::btree_map(word(), inner.clone(), 0..4);
        prop_oneof![
            4 => (properties, any::<bool>(), any::<bool>()).prop_map(|(properties, all, closed)| {
                let names: Vec<&String> = if all { properties.keys().collect() } else { Vec::new() };
                let mut schema = json!({ "type": "object", "properties": properties, "required": names });
                if closed {
                    schema["additionalProperties"] = json!(false);
                }
                schema
            }),
            1 => inner.clone().prop_map(|items| json!({ "type": "array", "items": items, "minItems": 1 })),
            1 => prop::collection::vec(inner.clone(), 1..4).prop_map(|branches| json!({ "anyOf": branches })),
            1 => prop::collection::vec(inner.clone(), 1..3).prop_map(|branches| json!({ "allOf": branches })),
            1 => inner.prop_map(|values| json!({ "type": "object", "additionalProperties": values })),
        ]
    });
    (nested.clone(), nested).prop_map(|(mut root, node)| {
        if let Some(root) = root.as_object_mut() {
            root.insert("$defs".to_owned(), json!({ "node": node }));
        }
        root
    })
}

/// Either of them.
fn schema() -> impl Strategy<Value = Value> {
    prop_oneof![anything(), well_formed()]
}

/// Calls `check` with every schema within one, itself included.
fn each(schema: &Value, check: &mut impl FnMut(&Map<String, Value>)) {
    let Some(members) = schema.as_object() else { panic!("not a schema: {schema}") };
    check(members);
    for property in members.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::values) {
        each(property, check);
    }
    for alternative in members.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
        each(alternative, check);
    }
    for keyword in ["items", "additionalProperties"] {
        if let Some(inner @ Value::Object(_)) = members.get(keyword) {
            each(inner, check);
        }
    }
}

fn names_of(value: Option<&Value>) -> Vec<&str> {
    value.and_then(Value::as_array).into_iter().flatten().map(|name| name.as_str().expect("a name")).collect()
}
