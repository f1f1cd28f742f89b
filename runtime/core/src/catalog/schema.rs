use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

/// The JSON Schema of a tool's arguments.
///
/// It is written with its keys sorted at every depth: a router may order them differently each time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Schema(pub Map<String, Value>);

impl From<Map<String, Value>> for Schema {
    fn from(schema: Map<String, Value>) -> Self {
        Self(schema)
    }
}

impl Serialize for Schema {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        sorted(&self.0, serializer)
    }
}

fn sorted<S: Serializer>(object: &Map<String, Value>, serializer: S) -> Result<S::Ok, S::Error> {
    let sorted: BTreeMap<_, _> = object.iter().map(|(key, value)| (key, Sorted(value))).collect();
    serializer.collect_map(sorted)
}

struct Sorted<'a>(&'a Value);

impl Serialize for Sorted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(object) => sorted(object, serializer),
            Value::Array(items) => serializer.collect_seq(items.iter().map(Sorted)),
            other => other.serialize(serializer),
        }
    }
}
