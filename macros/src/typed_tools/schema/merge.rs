//! `allOf`: merges several schemas into one.

use serde_json::{Map, Value, json};

use super::{ANNOTATIONS, Reader, Unfit};

/// The maximum nesting of `allOf`.
const DEEPEST: usize = 16;

/// Keywords that cannot be merged.
const STRUCTURAL: [&str; 11] =
    ["$ref", "anyOf", "const", "else", "enum", "if", "items", "not", "oneOf", "patternProperties", "prefixItems"];

impl Reader<'_> {
    /// The object merged with its `allOf`, or `None` if no single schema can express it.
    pub(super) fn merged(
        &mut self,
        object: &Map<String, Value>,
        depth: usize,
    ) -> Result<Option<Map<String, Value>>, Unfit> {
        self.spend()?;
        let mut whole = self.copy(object)?;
        let members = match whole.remove("allOf") {
            None => return Ok(Some(whole)),
            Some(Value::Array(members)) if depth < super::DEEPEST + DEEPEST => members,
            Some(_) => return Ok(None),
        };
        for member in members {
            let member = match member {
                Value::Bool(true) => continue,
                Value::Object(member) => self.resolved(&member)?,
                _ => None,
            };
            let Some(member) = member else { return Ok(None) };
            let Some(member) = self.merged(&member, depth + 1)? else { return Ok(None) };
            if add(&mut whole, member).is_none() {
                return Ok(None);
            }
        }
        Ok(Some(whole))
    }
}

/// Merges `member` into `whole`. Descriptions of `whole` take precedence.
pub(super) fn add(whole: &mut Map<String, Value>, member: Map<String, Value>) -> Option<()> {
    for (key, value) in member {
        let Some(own) = whole.get_mut(&key) else {
            whole.insert(key, value);
            continue;
        };
        if *own == value || ANNOTATIONS.contains(&key.as_str()) {
            continue;
        }
        match (key.as_str(), own, value) {
            ("properties", Value::Object(own), Value::Object(properties)) => {
                for (name, schema) in properties {
                    match own.get_mut(&name) {
                        None => drop(own.insert(name, schema)),
                        Some(first) if *first == schema => {}
                        Some(first) => *first = json!({ "allOf": [first.take(), schema] }),
                    }
                }
            }
            ("required", Value::Array(own), Value::Array(required)) => {
                for name in required {
                    if !own.contains(&name) {
                        own.push(name);
                    }
                }
            }
            ("type", Value::String(own), Value::String(other)) => match (own.as_str(), other.as_str()) {
                ("number", "integer") => *own = other,
                ("integer", "number") => {}
                _ => return None,
            },
            ("type", ..) => return None,
            ("additionalProperties", own, _) => *own = Value::Bool(true),
            (key, ..) if STRUCTURAL.contains(&key) => return None,
            _ => {}
        }
    }
    Some(())
}
