use serde_json::{Map, Value};

use super::{Schema, branches, properties, renamed, required, root, type_of, types};

/// Undoes in a model's arguments what telling it the schema has changed, and what models get wrong in the same way.
///
/// - A property that was renamed gets its own name again.
/// - `null` for what is optional and cannot be `null` is left out: a strict schema has no other way to leave it out.
/// - Text where only an object or a list fits is read as JSON, and so is the text of a number where numbers are listed.
/// - One of the listed values in another case gets the listed one.
pub(crate) fn fit(arguments: Map<String, Value>, schema: &Value) -> Map<String, Value> {
    let root = root(schema);
    let names = renamed(properties(&root).map(|(name, _)| name.as_str()));
    let mut named = Map::new();
    for (key, value) in arguments {
        let name = names.get(&key).map_or(&*key, |name| *name).to_owned();
        named.insert(name, value);
    }
    let mut value = Value::Object(named);
    fit_value(&mut value, &root);
    match value {
        Value::Object(arguments) => arguments,
        _ => Map::new(),
    }
}

fn fit_value(value: &mut Value, schema: &Schema) {
    if let Value::String(text) = value
        && let Some(meant) = meant(text, schema)
    {
        *value = meant;
    }
    match value {
        Value::Object(members) => fit_members(members, schema),
        Value::Array(items) => {
            if let Some(item) = schema.get("items").and_then(Value::as_object) {
                items.iter_mut().for_each(|value| fit_value(value, item));
            }
        }
        _ => {}
    }
}

fn fit_members(members: &mut Map<String, Value>, schema: &Schema) {
    let required = required(schema);
    for (name, property) in properties(schema) {
        match members.get_mut(name) {
            Some(Value::Null) if !required.contains(&name.as_str()) && !super::admits_null(property) => {
                members.remove(name);
            }
            Some(value) => fit_value(value, property),
            None => {}
        }
    }
}

fn is_alike(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// What a text means where text does not fit.
fn meant(text: &str, schema: &Schema) -> Option<Value> {
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        let is_listed = values.iter().any(|value| value.as_str() == Some(text));
        if is_listed {
            return None;
        }
        // No API guarantees the case of what is listed, not even in strict mode.
        let mut alike = values.iter().filter(|value| value.as_str().is_some_and(|value| is_alike(value, text)));
        if let (Some(only), None) = (alike.next(), alike.next()) {
            return Some(only.clone());
        }
        let meant: Value = serde_json::from_str(text).ok()?;
        return values.contains(&meant).then_some(meant);
    }
    let mut fitting: Vec<&str> = types(schema);
    fitting.extend(branches(schema, "anyOf").flat_map(types));
    if fitting.contains(&"string") || !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let meant: Value = serde_json::from_str(text).ok()?;
    (fitting.is_empty() || fitting.contains(&type_of(&meant))).then_some(meant)
}
