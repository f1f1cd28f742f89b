use serde_json::{Value, json};

use super::normalise::merge;
use super::{Schema, branches, set_types, types};

/// Adds alternatives to a schema, in the simplest form: one alternative is what the schema says, and `null` beside one
/// is a type of it.
pub(super) fn add(schema: &mut Schema, mut alternatives: Vec<Schema>) {
    let all = alternatives.len();
    alternatives.retain(|alternative| !is_null(alternative));
    let with_null = alternatives.len() < all;
    alternatives.dedup();
    match (alternatives.pop(), alternatives.is_empty()) {
        (None, _) if with_null => set_types(schema, &["null"]),
        (None, _) => {}
        (Some(only), true) => {
            // What stands beside the alternatives describes them: it goes first.
            let has_type = only.contains_key("type") || only.contains_key("anyOf");
            if has_type {
                schema.remove("type");
            }
            merge(schema, only);
            if with_null {
                admit_null(schema);
            }
        }
        (Some(last), false) => {
            alternatives.push(last);
            if with_null {
                alternatives.push(null());
            }
            schema.remove("type");
            let alternatives: Vec<Value> = alternatives.into_iter().map(Value::from).collect();
            schema.insert("anyOf".to_owned(), alternatives.into());
        }
    }
}

/// Whether `null` fits a schema.
pub(in crate::model) fn admits_null(schema: &Schema) -> bool {
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return values.contains(&Value::Null);
    }
    if let Some(value) = schema.get("const") {
        return value.is_null();
    }
    if schema.contains_key("anyOf") {
        return branches(schema, "anyOf").any(admits_null);
    }
    let types = types(schema);
    types.is_empty() || types.contains(&"null")
}

/// The schema that `null` fits as well.
pub(in crate::model) fn admit_null(schema: &mut Schema) {
    if admits_null(schema) {
        return;
    }
    if let Some(value) = schema.remove("const") {
        schema.insert("enum".to_owned(), json!([value]));
    }
    if let Some(Value::Array(alternatives)) = schema.get_mut("anyOf") {
        alternatives.push(null().into());
    } else {
        let mut types: Vec<String> = types(schema).into_iter().map(ToOwned::to_owned).collect();
        types.push("null".to_owned());
        set_types(schema, &types.iter().map(String::as_str).collect::<Vec<_>>());
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.push(Value::Null);
    }
}

fn is_null(schema: &Schema) -> bool {
    types(schema) == ["null"]
}

fn null() -> Schema {
    let mut null = Schema::new();
    set_types(&mut null, &["null"]);
    null
}
