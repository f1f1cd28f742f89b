//! JSON Schemas of arguments, as the APIs of models take them.
//!
//! A schema comes from a router, and so from anywhere. It is first brought into [a form of its own](normalise), which has
//! known keywords with well-formed values only, and no references; what an API refuses beyond that is mended from there.
//! What is lost on the way only makes a schema say less: the router still checks the arguments.

mod any_of;
mod fit;
mod keys;
mod normalise;
mod root;

use serde_json::{Map, Value};

pub(super) use self::any_of::{admit_null, admits_null};
pub(crate) use self::fit::fit;
pub(super) use self::keys::renamed;
pub(super) use self::root::root;

/// A schema in normal form: an object of keywords.
pub(super) type Schema = Map<String, Value>;

/// The names that `type` may have.
pub(super) const TYPES: [&str; 7] = ["array", "boolean", "integer", "null", "number", "object", "string"];

/// The types that a schema in normal form names; none for any.
pub(super) fn types(schema: &Schema) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Sets `type` to these, in the shortest form.
pub(super) fn set_types(schema: &mut Schema, types: &[&str]) {
    match types {
        [] => drop(schema.remove("type")),
        [one] => drop(schema.insert("type".to_owned(), Value::from(*one))),
        several => drop(schema.insert("type".to_owned(), several.iter().copied().map(Value::from).collect())),
    }
}

/// The properties that are required.
pub(super) fn required(schema: &Schema) -> Vec<&str> {
    schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The properties of an object.
pub(super) fn properties(schema: &Schema) -> impl Iterator<Item = (&String, &Schema)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.into_iter().flatten().filter_map(|(name, property)| Some((name, property.as_object()?)))
}

/// The schemas that a list such as `anyOf` holds.
pub(super) fn branches<'a>(schema: &'a Schema, keyword: &str) -> impl Iterator<Item = &'a Schema> {
    schema.get(keyword).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

/// The name of a value's type.
pub(super) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
