//! References, within the schema only.

use serde_json::{Map, Value};

use super::{Definition, Place, Reader, Shape, Unfit};
use crate::typed_tools::prose;

/// The maximum length of a chain of references.
const LONGEST_CHAIN: usize = 16;

/// The state of a reference.
pub(super) enum Seen {
    /// It is being read: the name of its type, and whether something within it refers to it.
    Open {
        name: String,
        used: bool,
    },
    Done(Shape),
}

impl Seen {
    pub(super) fn open(name: &str) -> Self {
        Self::Open { name: name.to_owned(), used: false }
    }
}

impl Reader<'_> {
    pub(super) fn reference(&mut self, reference: &str, depth: usize) -> Result<Shape, Unfit> {
        match self.seen.get_mut(reference) {
            Some(Seen::Done(shape)) => return Ok(shape.clone()),
            Some(Seen::Open { name, used }) => {
                *used = true;
                return Ok(Shape::Named(name.clone()));
            }
            None => {}
        }
        let Some(target) = target(self.root, reference) else { return Ok(Shape::Any) };
        let word = reference.rsplit('/').next().unwrap_or_default();
        let name = self.names.unique(&format!("{} {word}", self.prefix));
        self.seen.insert(reference.to_owned(), Seen::open(&name));
        let mut shape = self.shape(target, Place::Reserved(name.clone()), depth + 1)?;
        let used = matches!(self.seen.get(reference), Some(Seen::Open { used: true, .. }));
        if used && !self.definitions.contains_key(&name) {
            // A recursive value needs a named type: a list or a map can be one, anything else becomes any JSON value.
            let schema = match &shape {
                Shape::List(_) | Shape::Map(_) => shape.schema(),
                _ => Shape::Any.schema(),
            };
            let doc = prose::of(target);
            self.definitions.insert(name.clone(), Definition { schema, doc, ..Definition::default() });
            shape = Shape::Named(name);
        }
        self.seen.insert(reference.to_owned(), Seen::Done(shape.clone()));
        Ok(shape)
    }

    /// The object that a chain of references leads to, if the object is a reference.
    pub(super) fn resolved(&mut self, object: &Map<String, Value>) -> Result<Option<Map<String, Value>>, Unfit> {
        let mut object = object;
        for _ in 0..LONGEST_CHAIN {
            match object.get("$ref") {
                Some(Value::String(reference)) => match target(self.root, reference).and_then(Value::as_object) {
                    Some(target) => object = target,
                    None => return Ok(None),
                },
                Some(_) => return Ok(None),
                None => return self.copy(object).map(Some),
            }
        }
        Ok(None)
    }
}

fn target<'a>(root: &'a Value, reference: &str) -> Option<&'a Value> {
    root.pointer(reference.strip_prefix('#')?)
}
