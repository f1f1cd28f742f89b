//! The kind of a value, once its schema has been read.

use serde_json::{Value, json};

/// A value of a type that needs no definition, or that has a named one.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// Any JSON value, including what no type can express.
    Any,
    String,
    Boolean,
    Integer,
    Unsigned,
    Number,
    List(Box<Self>),
    Map(Box<Self>),
    Nullable(Box<Self>),
    Named(String),
}

impl Shape {
    /// The same or `null`.
    pub(super) fn nullable(self) -> Self {
        match self {
            Self::Any | Self::Nullable(_) => self,
            shape => Self::Nullable(Box::new(shape)),
        }
    }

    /// The schema that the converter turns into the type.
    ///
    /// Integers name their size: without it the converter would choose one by the bounds, and a minimum of 1 would
    /// become a `NonZero`.
    pub(super) fn schema(&self) -> Value {
        match self {
            Self::Any => json!({}),
            Self::String => json!({ "type": "string" }),
            Self::Boolean => json!({ "type": "boolean" }),
            Self::Integer => json!({ "type": "integer", "format": "int64" }),
            Self::Unsigned => json!({ "type": "integer", "format": "uint64" }),
            Self::Number => json!({ "type": "number", "format": "double" }),
            Self::List(item) => json!({ "type": "array", "items": item.schema() }),
            Self::Map(value) if **value == Self::Any => json!({ "type": "object" }),
            Self::Map(value) => json!({ "type": "object", "additionalProperties": value.schema() }),
            Self::Nullable(shape) => json!({ "oneOf": [shape.schema(), { "type": "null" }] }),
            Self::Named(name) => json!({ "$ref": format!("#/definitions/{name}") }),
        }
    }

    /// The name among the forms of a value; `prefix` is the name of the whole.
    pub(super) fn word<'a>(&'a self, prefix: &str) -> &'a str {
        match self {
            Self::Any => "Value",
            Self::String => "String",
            Self::Boolean => "Boolean",
            Self::Integer | Self::Unsigned => "Integer",
            Self::Number => "Number",
            Self::List(_) => "List",
            Self::Map(_) => "Object",
            Self::Nullable(shape) => shape.word(prefix),
            Self::Named(name) => name.strip_prefix(prefix).filter(|rest| !rest.is_empty()).unwrap_or(name),
        }
    }
}
