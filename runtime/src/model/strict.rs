//! Schemas that a model is held to: nothing beyond what they name, and nothing that cannot be enforced.

use serde_json::{Map, Value};

use super::schema::{Schema, admit_null, branches, properties, required, types};

/// What a strict schema may not exceed at OpenAI:
/// <https://platform.openai.com/docs/guides/structured-outputs#supported-schemas>.
const MOST_PROPERTIES: usize = 5_000;
const MOST_VALUES: usize = 1_000;
const MOST_CHARACTERS: usize = 120_000;
/// From how many values on the text of one `enum` is limited, and to how many characters.
const MANY_VALUES: usize = 250;
const MOST_CHARACTERS_OF_MANY: usize = 15_000;
const DEEPEST: usize = 10;

/// The formats of text that both of the strict modes know.
const FORMATS: [&str; 8] = ["date", "date-time", "email", "hostname", "ipv4", "ipv6", "time", "uuid"];

/// Keywords that say how a value looks, and which API enforces them.
const NUMBERS: [&str; 6] = ["exclusiveMaximum", "exclusiveMinimum", "maxItems", "maximum", "minItems", "minimum"];

/// A strict schema in which everything is required and what was optional is nullable, or `None` if it cannot be strict.
pub(super) fn all_required(root: &Schema) -> Option<Schema> {
    let mut size = Size::default();
    let strict = Strict { every: true, keeps: &NUMBERS }.object(root, 1, &mut size)?;
    size.is_within_limits().then_some(strict)
}

/// A strict schema in which what was optional stays so, or `None` if it cannot be strict.
pub(super) fn with_optional(root: &Schema) -> Option<Schema> {
    Strict { every: false, keeps: &[] }.object(root, 1, &mut Size::default())
}

/// How many properties are optional, and how many schemas have several types.
pub(super) fn costs(schema: &Schema) -> (usize, usize) {
    let inner = properties(schema).map(|(_, property)| property).chain(branches(schema, "anyOf"));
    let items = schema.get("items").and_then(Value::as_object);
    let optional = properties(schema).count().saturating_sub(required(schema).len());
    let union = usize::from(types(schema).len() > 1 || schema.contains_key("anyOf"));
    inner
        .chain(items)
        .map(costs)
        .fold((optional, union), |(optional, unions), (more, others)| (optional + more, unions + others))
}

#[derive(Default)]
struct Size {
    properties: usize,
    values: usize,
    characters: usize,
    deepest: usize,
    /// The characters of the longest `enum` of many values.
    longest: usize,
}

impl Size {
    fn is_within_limits(&self) -> bool {
        self.properties <= MOST_PROPERTIES
            && self.values <= MOST_VALUES
            && self.characters <= MOST_CHARACTERS
            && self.longest <= MOST_CHARACTERS_OF_MANY
            && self.deepest <= DEEPEST
    }
}

struct Strict {
    /// Whether everything is required.
    every: bool,
    keeps: &'static [&'static str],
}

impl Strict {
    fn object(&self, schema: &Schema, depth: usize, size: &mut Size) -> Option<Schema> {
        if !matches!(schema.get("additionalProperties"), None | Some(Value::Bool(false))) {
            return None;
        }
        size.deepest = size.deepest.max(depth);
        let needed = required(schema);
        let mut all = Map::new();
        for (name, property) in properties(schema) {
            size.properties += 1;
            size.characters += name.len();
            let mut property = self.schema(property, depth + 1, size)?;
            if self.every && !needed.contains(&name.as_str()) {
                admit_null(&mut property);
            }
            all.insert(name.clone(), property.into());
        }
        // One below the root that names nothing takes anything, which cannot be said.
        if all.is_empty() && depth > 1 {
            return None;
        }
        let names: Vec<Value> = if self.every {
            all.keys().map(|name| Value::from(name.as_str())).collect()
        } else {
            needed.into_iter().map(Value::from).collect()
        };
        let mut strict = Schema::new();
        self.copy(schema, &["description", "type"], &mut strict);
        strict.insert("properties".to_owned(), all.into());
        strict.insert("required".to_owned(), names.into());
        strict.insert("additionalProperties".to_owned(), Value::Bool(false));
        Some(strict)
    }

    fn schema(&self, schema: &Schema, depth: usize, size: &mut Size) -> Option<Schema> {
        if schema.contains_key("anyOf") {
            let alternatives: Option<Vec<Value>> =
                branches(schema, "anyOf").map(|branch| Some(self.schema(branch, depth, size)?.into())).collect();
            let mut strict = Schema::new();
            self.copy(schema, &["description"], &mut strict);
            strict.insert("anyOf".to_owned(), alternatives?.into());
            return Some(strict);
        }
        let types = types(schema);
        let mut strict = match &*types {
            [] => return None,
            types if types.contains(&"object") => self.object(schema, depth, size)?,
            _ => Schema::new(),
        };
        self.copy(schema, &["description", "type", "enum", "const"], &mut strict);
        self.copy(schema, self.keeps, &mut strict);
        if let Some(format) = schema.get("format").filter(|format| FORMATS.iter().any(|known| *format == known)) {
            strict.insert("format".to_owned(), format.clone());
        }
        let listed = strict.get("enum").and_then(Value::as_array).filter(|values| values.len() > MANY_VALUES);
        let characters = listed.into_iter().flatten().filter_map(Value::as_str).map(str::len).sum();
        size.longest = size.longest.max(characters);
        for value in strict.get("enum").and_then(Value::as_array).into_iter().flatten().chain(strict.get("const")) {
            size.values += 1;
            size.characters += value.as_str().map_or(1, str::len);
            if value.is_object() || value.is_array() {
                return None;
            }
        }
        if types.contains(&"array") {
            let items = schema.get("items").and_then(Value::as_object)?;
            strict.insert("items".to_owned(), self.schema(items, depth + 1, size)?.into());
        }
        Some(strict)
    }

    fn copy(&self, from: &Schema, keywords: &[&str], into: &mut Schema) {
        for keyword in keywords {
            if let Some(value) = from.get(*keyword) {
                into.insert((*keyword).to_owned(), value.clone());
            }
        }
    }
}
