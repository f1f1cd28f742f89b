//! Values of one of several forms: `anyOf`, `oneOf`, several types, and enumerations.

use serde_json::{Map, Value, json};

use super::{
    ANNOTATIONS, Definition, Place, Reader, Shape, Unfit, Variant, merge,
    object::{Tag, required},
};
use crate::typed_tools::{names, prose};

/// The maximum number of forms of an enum. Larger ones become a JSON value or a string.
const MOST: usize = 250;

/// Keywords of forms that only state which properties go together, and nothing else.
const CONDITIONS: [&str; 4] = ["required", "not", "minProperties", "maxProperties"];

impl Reader<'_> {
    /// The forms that the object lists for a value, each merged with what applies to all of them.
    pub(super) fn members(&mut self, object: &Map<String, Value>) -> Result<Option<Vec<Value>>, Unfit> {
        let keyword = ["anyOf", "oneOf"]
            .into_iter()
            .find(|keyword| object.get(*keyword).and_then(Value::as_array).is_some_and(|members| !members.is_empty()));
        let Some((keyword, Some(Value::Array(members)))) = keyword.map(|keyword| (keyword, object.get(keyword))) else {
            return Ok(None);
        };
        let only_conditions = |member: &Value| {
            let conditions = |key: &String| CONDITIONS.contains(&key.as_str()) || ANNOTATIONS.contains(&key.as_str());
            member.as_object().is_some_and(|member| member.keys().all(conditions))
        };
        if object.contains_key("properties") && members.iter().all(only_conditions) {
            return Ok(None);
        }
        let mut of_all = self.copy(object)?;
        of_all.retain(|key, _| key != keyword && !ANNOTATIONS.contains(&key.as_str()));
        let says_more = of_all.keys().any(|key| key != "type" && key != "nullable");
        let mut whole = Vec::new();
        for member in members {
            self.spend()?;
            whole.push(match member {
                Value::Object(member) if says_more || !member.contains_key("$ref") => {
                    let Some(mut member) = self.resolved(member)? else { return Ok(Some(vec![Value::Bool(true)])) };
                    if merge::add(&mut member, self.copy(&of_all)?).is_none() {
                        // It contradicts what applies to all, or is too complex.
                        return Ok(Some(vec![Value::Bool(true)]));
                    }
                    Value::Object(member)
                }
                member => member.clone(),
            });
        }
        if object.get("nullable") == Some(&Value::Bool(true)) {
            whole.push(json!({ "type": "null" }));
        }
        Ok(Some(whole))
    }

    /// A value of one of these forms.
    pub(super) fn forms(
        &mut self,
        mut members: Vec<Value>,
        doc: String,
        place: Place,
        depth: usize,
    ) -> Result<Shape, Unfit> {
        let all = members.len();
        members.retain(|member| member.get("type").and_then(Value::as_str) != Some("null"));
        let nullable = members.len() < all;
        let shape = match &members[..] {
            [] => return Ok(Shape::Any),
            [member] => self.shape(member, place, depth + 1)?,
            members if members.len() > MOST => Shape::Any,
            members => match values(members) {
                Some(values) => self.enumeration(values, doc, place),
                None => self.union(members, doc, place, depth)?,
            },
        };
        Ok(if nullable { shape.nullable() } else { shape })
    }

    /// One of these strings.
    pub(super) fn enumeration(&mut self, values: Vec<(String, String)>, doc: String, place: Place) -> Shape {
        if values.is_empty() || values.len() > MOST {
            return Shape::String;
        }
        let name = self.name(place);
        let placeholders: Vec<String> = (0..values.len()).map(|number| format!("V{number}")).collect();
        let names = names::variants(values.iter().map(|(value, _)| value.as_str()));
        let variants = names.into_iter().zip(values);
        let variants = variants.map(|(name, (value, doc))| Variant { name, value: Some(value), doc }).collect();
        let schema = json!({ "type": "string", "enum": placeholders });
        self.definitions.insert(name.clone(), Definition { schema, doc, variants, ..Definition::default() });
        Shape::Named(name)
    }

    fn union(&mut self, members: &[Value], doc: String, place: Place, depth: usize) -> Result<Shape, Unfit> {
        let name = self.name(place);
        if let Some(objects) = self.objects(members)?
            && let Some(tags) = tags(&objects)
        {
            let mut forms = Vec::new();
            for (object, tag) in objects.iter().zip(&tags) {
                let mut form = self.fields(object, &name, Some(tag), depth + 1)?;
                form["description"] = prose::of_object(object).into();
                forms.push(form);
            }
            let schema = json!({ "oneOf": forms });
            self.definitions.insert(name.clone(), Definition { schema, doc, ..Definition::default() });
            return Ok(Shape::Named(name));
        }
        let mut shapes: Vec<Shape> = Vec::new();
        let mut docs = Vec::new();
        for member in members {
            let shape = self.shape(member, Place::Like(format!("{name} {}", word(member))), depth + 1)?;
            match shape {
                Shape::Any => return Ok(Shape::Any),
                shape if shapes.contains(&shape) => {}
                shape => {
                    shapes.push(shape);
                    docs.push(prose::of(member));
                }
            }
        }
        if let [shape] = &shapes[..] {
            return Ok(shape.clone());
        }
        let words: Vec<&str> = shapes
            .iter()
            .map(|shape| match shape.word(&name) {
                word if matches!(shape, Shape::Named(named) if named == word) => shape.word(self.prefix),
                word => word,
            })
            .collect();
        let variants = names::variants(words).into_iter().zip(docs);
        let variants = variants.map(|(name, doc)| Variant { name, doc, value: None }).collect();
        let schema = json!({ "oneOf": shapes.iter().map(Shape::schema).collect::<Vec<_>>() });
        self.definitions.insert(name.clone(), Definition { schema, doc, variants, ..Definition::default() });
        Ok(Shape::Named(name))
    }

    /// The members, if all are objects with properties.
    fn objects(&mut self, members: &[Value]) -> Result<Option<Vec<Map<String, Value>>>, Unfit> {
        let mut objects = Vec::new();
        for member in members {
            self.spend()?;
            let object = member.as_object().map(|member| self.resolved(member)).transpose()?.flatten();
            match object.filter(|object| !object.contains_key("allOf") && object.contains_key("properties")) {
                Some(object) => objects.push(object),
                None => return Ok(None),
            }
        }
        Ok(Some(objects))
    }
}

/// The name of a form: its title, or its only required property.
fn word(member: &Value) -> &str {
    let required: Vec<&str> = member.as_object().into_iter().flat_map(required).collect();
    match (member.get("title").and_then(Value::as_str), &required[..]) {
        (Some(title), _) => title,
        (None, [property]) => property,
        // Usually known strings beside any string.
        (None, _) if member.get("enum").is_some() => "known",
        (None, _) => "form",
    }
}

/// What distinguishes the objects: a required property with a different value in each.
fn tags(objects: &[Map<String, Value>]) -> Option<Vec<Tag<'_>>> {
    let (first, _) = objects.split_first()?;
    constants(first).find_map(|Tag { property, .. }| {
        let tag = |object| constants(object).find(|tag| tag.property == property);
        let tags: Vec<Tag<'_>> = objects.iter().map(tag).collect::<Option<_>>()?;
        // The converter names these variants, and does not resolve clashes.
        let mut names: Vec<String> = tags.iter().map(|tag| names::folded(tag.value)).collect();
        names.sort();
        names.dedup();
        (names.len() == tags.len()).then_some(tags)
    })
}

/// The strings that a schema lists, each with its description, and whether `null` is among them.
pub(super) fn strings(object: &Map<String, Value>) -> Option<(Vec<(String, String)>, bool)> {
    let listed: Vec<&Value> = match (object.get("const"), object.get("enum")) {
        (Some(value), _) => vec![value],
        (None, Some(Value::Array(values))) => values.iter().collect(),
        _ => return None,
    };
    let mut values: Vec<(String, String)> = Vec::new();
    for value in listed.iter().filter(|value| !value.is_null()) {
        let value = value.as_str()?;
        if !values.iter().any(|(known, _)| known == value) {
            values.push((value.to_owned(), String::new()));
        }
    }
    (!values.is_empty()).then_some((values, listed.iter().any(|value| value.is_null())))
}

/// The strings of all forms, if they list nothing else.
fn values(members: &[Value]) -> Option<Vec<(String, String)>> {
    let mut all: Vec<(String, String)> = Vec::new();
    for member in members {
        let object = member.as_object().filter(|object| super::kinds(object) == ["string"])?;
        let (values, _) = strings(object)?;
        let doc = match &values[..] {
            [_] => object.get("description").and_then(Value::as_str).map(prose::text).unwrap_or_default(),
            _ => String::new(),
        };
        for (value, _) in values {
            if !all.iter().any(|(known, _)| *known == value) {
                all.push((value, doc.clone()));
            }
        }
    }
    Some(all)
}

/// The required properties of an object with one constant string.
fn constants(object: &Map<String, Value>) -> impl Iterator<Item = Tag<'_>> {
    let properties = object.get("properties").and_then(Value::as_object).into_iter().flatten();
    properties.filter(|(property, _)| required(object).any(|required| required == *property)).filter_map(
        |(property, schema)| match (
            schema.get("const"),
            schema.get("enum").and_then(Value::as_array).map(Vec::as_slice),
        ) {
            (Some(Value::String(value)), _) | (None, Some([Value::String(value)])) => Some(Tag { property, value }),
            _ => None,
        },
    )
}
