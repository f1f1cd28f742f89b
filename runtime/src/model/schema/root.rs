use serde_json::{Map, Value};

use super::normalise::normalise;
use super::{Schema, branches, properties, required, set_types};

/// The keywords that the schema of a tool's arguments keeps, since every API wants a plain object there.
const KEPT: [&str; 5] = ["additionalProperties", "description", "properties", "required", "type"];

/// The schema of a tool's arguments in normal form: an object with `properties`, and no alternatives.
pub(in crate::model) fn root(schema: &Value) -> Schema {
    let mut root = normalise(schema);
    flatten(&mut root);
    root.retain(|keyword, _| KEPT.contains(&keyword.as_str()));
    set_types(&mut root, &["object"]);
    root.entry("properties").or_insert_with(|| Map::new().into());
    root
}

/// Takes the properties of all alternatives together. What all of them require stays required.
pub(super) fn flatten(root: &mut Schema) {
    let alternatives: Vec<Schema> = branches(root, "anyOf").cloned().collect();
    if alternatives.is_empty() {
        return;
    }
    let mut all: Map<String, Value> =
        properties(root).map(|(name, property)| (name.clone(), property.clone().into())).collect();
    let mut needed: Option<Vec<String>> = None;
    let mut others = root.get("additionalProperties").cloned();
    for mut alternative in alternatives {
        flatten(&mut alternative);
        for (name, property) in properties(&alternative) {
            match all.get_mut(name).and_then(Value::as_object_mut) {
                Some(known) if known == property || property.is_empty() => {}
                Some(known) if known.is_empty() => known.clone_from(property),
                Some(known) => {
                    let either = vec![known.clone(), property.clone()];
                    *known = Schema::new();
                    super::any_of::add(known, either);
                }
                None => drop(all.insert(name.clone(), property.clone().into())),
            }
        }
        // One that allows others makes the whole allow them.
        if others == Some(Value::Bool(false)) && alternative.get("additionalProperties") != others.as_ref() {
            others = None;
        }
        let names = required(&alternative);
        needed = Some(match needed {
            None => names.into_iter().map(ToOwned::to_owned).collect(),
            Some(needed) => needed.into_iter().filter(|name| names.contains(&name.as_str())).collect(),
        });
    }
    let mut names: Vec<String> = required(root).into_iter().map(ToOwned::to_owned).collect();
    names.extend(needed.unwrap_or_default());
    names.sort_unstable();
    names.dedup();
    root.remove("required");
    if !names.is_empty() {
        root.insert("required".to_owned(), names.into_iter().map(Value::from).collect());
    }
    match others {
        Some(others) => drop(root.insert("additionalProperties".to_owned(), others)),
        None => drop(root.remove("additionalProperties")),
    }
    root.insert("properties".to_owned(), all.into());
    root.remove("anyOf");
}
