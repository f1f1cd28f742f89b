//! Reduces a tool's schema, whatever it contains, to the plain part of JSON Schema that the converter turns into types.
//!
//! A part that no type can express becomes a JSON value; the rest of the tool keeps its types. References are resolved
//! and `allOf` is merged here, because a converter that trusts its schema panics or loops on them. Every step counts
//! against a maximum number of parts, so that no schema takes long.

mod forms;
mod merge;
mod object;
mod reference;
mod shape;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use self::{reference::Seen, shape::Shape};
use super::{names::Names, prose};

/// The maximum number of parts of a schema; beyond it, a struct would be useless.
const MOST_PARTS: usize = 2000;
/// The maximum number of JSON values that are copied, if one part is used in many places.
const MOST_COPIES: usize = 200_000;
/// The maximum nesting of a type. Deeper parts become JSON values.
const DEEPEST: usize = 24;

/// Keywords that describe the value to people and do not restrict it.
const ANNOTATIONS: [&str; 16] = [
    "$comment",
    "$defs",
    "$id",
    "$schema",
    "default",
    "definitions",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "human_parameter_name",
    "readOnly",
    "title",
    "writeOnly",
];

/// The definitions of a tool's argument types, by name.
pub(super) type Definitions = BTreeMap<String, Definition>;

/// The definition of one type.
#[derive(Debug, Default)]
pub(super) struct Definition {
    /// The plain schema.
    pub(super) schema: Value,
    pub(super) doc: String,
    /// The required properties, in the schema's order.
    pub(super) required: Vec<String>,
    /// The variants in their order, if the converter does not name them.
    pub(super) variants: Vec<Variant>,
}

#[derive(Debug, Default)]
pub(super) struct Variant {
    pub(super) name: String,
    /// The string that it represents.
    pub(super) value: Option<String>,
    pub(super) doc: String,
}

/// Why a tool's arguments have no type of their own.
pub(super) type Unfit = String;

/// Reads the schema of a tool's arguments, for a type with this name.
pub(super) fn read(schema: &Value, name: &str, names: &mut Names) -> Result<Definitions, Unfit> {
    let mut reader = Reader {
        root: schema,
        prefix: name,
        names,
        seen: BTreeMap::from([("#".to_owned(), Seen::open(name))]),
        definitions: Definitions::new(),
        models: BTreeMap::new(),
        parts_left: MOST_PARTS,
        copies_left: MOST_COPIES,
    };
    match reader.shape(schema, Place::Reserved(name.to_owned()), 0)? {
        Shape::Named(found) if found == name && reader.definitions.contains_key(name) => Ok(reader.definitions),
        Shape::Map(_) => Err("its schema names no arguments".to_owned()),
        _ => Err("its schema is not that of an object".to_owned()),
    }
}

/// The name that a type gets if one is defined.
enum Place {
    /// This name, which nothing else has.
    Reserved(String),
    /// A name similar to this one.
    Like(String),
}

struct Reader<'a> {
    root: &'a Value,
    /// The name of the tool's type, which is the prefix of its other types' names.
    prefix: &'a str,
    names: &'a mut Names,
    seen: BTreeMap<String, Seen>,
    definitions: Definitions,
    /// The objects that are already defined, by their schemas' text.
    models: BTreeMap<String, String>,
    parts_left: usize,
    copies_left: usize,
}

impl Reader<'_> {
    fn spend(&mut self) -> Result<(), Unfit> {
        let left = self.parts_left.checked_sub(1);
        self.parts_left = left.ok_or_else(|| format!("its schema has more than {MOST_PARTS} parts"))?;
        Ok(())
    }

    /// A copy, as long as not too much has been copied.
    fn copy(&mut self, object: &Map<String, Value>) -> Result<Map<String, Value>, Unfit> {
        let left = object.values().map(size).try_fold(self.copies_left, usize::checked_sub);
        self.copies_left = left.ok_or("its schema repeats itself too often")?;
        Ok(object.clone())
    }

    /// Whether this is the place of the tool's own type.
    fn is_whole(&self, place: &Place) -> bool {
        matches!(place, Place::Reserved(name) if name == self.prefix)
    }

    fn name(&mut self, place: Place) -> String {
        match place {
            Place::Reserved(name) => name,
            Place::Like(name) => self.names.unique(&name),
        }
    }

    fn shape(&mut self, schema: &Value, place: Place, depth: usize) -> Result<Shape, Unfit> {
        self.spend()?;
        let Some(object) = schema.as_object().filter(|_| depth < DEEPEST) else { return Ok(Shape::Any) };
        if let Some(Value::String(reference)) = object.get("$ref") {
            // If the tool's schema is a reference, its type is the referenced one, under the tool's name.
            if !self.is_whole(&place) {
                return self.reference(reference, depth);
            }
            let target = self.resolved(object)?;
            return target.map_or(Ok(Shape::Any), |target| self.shape(&Value::Object(target), place, depth + 1));
        }
        if let Some(Value::Array(members)) = object.get("allOf") {
            let alone = object.keys().all(|key| key == "allOf" || ANNOTATIONS.contains(&key.as_str()));
            return match (&members[..], self.merged(object, depth)?) {
                ([member], _) if alone => self.shape(member, place, depth + 1),
                (_, Some(merged)) => self.shape(&Value::Object(merged), place, depth + 1),
                (_, None) => Ok(Shape::Any),
            };
        }
        if let Some(members) = self.members(object)? {
            return self.forms(members, prose::of(schema), place, depth);
        }
        let mut kinds = kinds(object);
        let nullable = kinds.contains(&"null") || object.get("nullable") == Some(&Value::Bool(true));
        kinds.retain(|kind| *kind != "null");
        let shape = match &kinds[..] {
            [] => Shape::Any,
            [kind] => self.of_kind(kind, object, place, depth)?,
            kinds => {
                let mut members = Vec::new();
                for kind in kinds {
                    let mut object = self.copy(object)?;
                    object.insert("type".to_owned(), (*kind).into());
                    members.push(Value::Object(object));
                }
                self.forms(members, prose::of(schema), place, depth)?
            }
        };
        Ok(if nullable { shape.nullable() } else { shape })
    }

    fn of_kind(&mut self, kind: &str, object: &Map<String, Value>, place: Place, depth: usize) -> Result<Shape, Unfit> {
        Ok(match kind {
            "string" => match forms::strings(object) {
                Some((values, nullable)) => {
                    let shape = self.enumeration(values, prose::of_object(object), place);
                    if nullable { shape.nullable() } else { shape }
                }
                None => Shape::String,
            },
            "boolean" => Shape::Boolean,
            "integer" if is_unsigned(object) => Shape::Unsigned,
            "integer" => Shape::Integer,
            "number" => Shape::Number,
            "array" => {
                let like = match &place {
                    Place::Reserved(name) | Place::Like(name) => format!("{name} item"),
                };
                match object.get("items") {
                    Some(items @ Value::Object(_)) => {
                        Shape::List(Box::new(self.shape(items, Place::Like(like), depth + 1)?))
                    }
                    _ => Shape::List(Box::new(Shape::Any)),
                }
            }
            "object" => self.object(object, place, depth)?,
            _ => Shape::Any,
        })
    }
}

/// The types that a value can have, as given or as inferred from the other keywords.
fn kinds(object: &Map<String, Value>) -> Vec<&str> {
    let values = || object.get("enum").and_then(Value::as_array).into_iter().flatten().chain(object.get("const"));
    match object.get("type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => {
            let mut kinds: Vec<&str> = kinds.iter().filter_map(Value::as_str).collect();
            kinds.dedup();
            kinds
        }
        _ if ["properties", "additionalProperties", "patternProperties"]
            .iter()
            .any(|key| object.contains_key(*key)) =>
        {
            vec!["object"]
        }
        _ if object.contains_key("items") => vec!["array"],
        _ if values().next().is_some() => {
            let of_all =
                |kind, is: fn(&Value) -> bool| values().all(|value| is(value) || value.is_null()).then_some(kind);
            let kind = of_all("string", Value::is_string)
                .or_else(|| of_all("boolean", Value::is_boolean))
                .or_else(|| of_all("integer", |value| value.is_i64() || value.is_u64()))
                .or_else(|| of_all("number", Value::is_number));
            let null = values().any(Value::is_null).then_some("null");
            kind.into_iter().chain(null).collect()
        }
        _ => vec![],
    }
}

/// The number of JSON values in a value.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(entries) => 1 + entries.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

fn is_unsigned(object: &Map<String, Value>) -> bool {
    let at_least = |key, least| object.get(key).and_then(Value::as_f64).is_some_and(|bound| bound >= least);
    at_least("minimum", 0.0) || at_least("exclusiveMinimum", -1.0)
}
