//! Objects: structs, and maps.

use serde_json::{Map, Value, json};

use super::{Definition, Place, Reader, Shape, Unfit};
use crate::typed_tools::prose;

/// The property that distinguishes one form of an object from the others, and its value in this form.
pub(super) struct Tag<'a> {
    pub(super) property: &'a str,
    pub(super) value: &'a str,
}

impl Reader<'_> {
    pub(super) fn object(&mut self, object: &Map<String, Value>, place: Place, depth: usize) -> Result<Shape, Unfit> {
        let properties = object.get("properties").and_then(Value::as_object);
        let others = object.get("additionalProperties");
        let is_closed = others == Some(&Value::Bool(false));
        match properties {
            Some(properties) if !properties.is_empty() => {}
            // A tool whose schema allows properties but names none takes no arguments.
            Some(_) if is_closed || self.is_whole(&place) => {}
            None if is_closed && !object.contains_key("patternProperties") => {}
            _ => return self.map(object, &place, depth),
        }
        // A model that the schema repeats at each use becomes one type, with its own name.
        let title = object.get("title").and_then(Value::as_str).filter(|_| matches!(place, Place::Like(_)));
        let model = title.map(|_| model(object));
        if let Some(name) = model.as_ref().and_then(|model| self.models.get(model)) {
            return Ok(Shape::Named(name.clone()));
        }
        let name = match title {
            Some(title) => self.names.unique(&format!("{} {title}", self.prefix)),
            None => self.name(place),
        };
        let mut schema = self.fields(object, &name, None, depth)?;
        if let Some(others @ Value::Object(keywords)) = others
            && !keywords.is_empty()
        {
            let value = self.shape(others, Place::Like(format!("{name} other")), depth + 1)?;
            if value != Shape::Any {
                schema["additionalProperties"] = value.schema();
            }
        }
        let required = required(object).map(str::to_owned).collect();
        let doc = prose::of_object(object);
        self.definitions.insert(name.clone(), Definition { schema, doc, required, ..Definition::default() });
        self.models.extend(model.map(|model| (model, name.clone())));
        Ok(Shape::Named(name))
    }

    /// An object whose properties have no names.
    fn map(&mut self, object: &Map<String, Value>, place: &Place, depth: usize) -> Result<Shape, Unfit> {
        let patterns = object.get("patternProperties").and_then(Value::as_object);
        let others = object.get("additionalProperties").filter(|others| others.is_object());
        let value = match (others, patterns) {
            (Some(others), None) => Some(others),
            (None, Some(patterns)) if patterns.len() == 1 => patterns.values().next(),
            _ => None,
        };
        let Some(value) = value else { return Ok(Shape::Map(Box::new(Shape::Any))) };
        let (Place::Reserved(name) | Place::Like(name)) = place;
        let value = self.shape(value, Place::Like(format!("{name} value")), depth + 1)?;
        Ok(Shape::Map(Box::new(value)))
    }

    /// The schema of an object with named properties.
    ///
    /// The converter needs the single value of the property `tag`.
    pub(super) fn fields(
        &mut self,
        object: &Map<String, Value>,
        name: &str,
        tag: Option<&Tag<'_>>,
        depth: usize,
    ) -> Result<Value, Unfit> {
        let mut properties = Map::new();
        let any = Value::Bool(true);
        let declared = object.get("properties").and_then(Value::as_object);
        let declared = declared.into_iter().flatten().map(|(property, schema)| (property.as_str(), schema));
        let undeclared = required(object).filter(|property| declared.clone().all(|(name, _)| name != *property));
        for (property, schema) in declared.clone().chain(undeclared.map(|property| (property, &any))) {
            // A property that is never valid can only be left out.
            if *schema == Value::Bool(false) {
                continue;
            }
            if let Some(tag) = tag.filter(|tag| tag.property == property) {
                properties.insert(property.to_owned(), json!({ "type": "string", "enum": [tag.value] }));
                continue;
            }
            let shape = self.shape(schema, Place::Like(format!("{name} {property}")), depth + 1)?;
            // Every optional property is an `Option`: an empty list differs from none.
            let is_required = required(object).any(|required| required == property);
            let shape = if is_required { shape } else { shape.nullable() };
            let mut field = shape.schema();
            let doc = prose::of(described(schema));
            if !doc.is_empty() {
                // The converter ignores keywords beside a reference.
                if field.get("$ref").is_some() {
                    field = json!({ "allOf": [field] });
                }
                field["description"] = doc.into();
            }
            properties.insert(property.to_owned(), field);
        }
        let required: Vec<&str> = required(object).filter(|property| properties.contains_key(*property)).collect();
        let mut schema = json!({ "type": "object", "required": required });
        if properties.is_empty() {
            schema["additionalProperties"] = false.into();
        }
        schema["properties"] = properties.into();
        Ok(schema)
    }
}

/// An object without the descriptions that its use adds.
fn model(object: &Map<String, Value>) -> String {
    let mut model = object.clone();
    model.retain(|key, _| !["default", "description", "examples", "nullable"].contains(&key.as_str()));
    Value::Object(model).to_string()
}

pub(super) fn required(object: &Map<String, Value>) -> impl Iterator<Item = &str> + Clone {
    object.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// The part of a schema that describes the value: `X`, if it is `X` or `null`.
fn described(schema: &Value) -> &Value {
    let is_described = |schema: &Value| schema.get("description").is_some();
    let members = ["anyOf", "oneOf"].iter().filter_map(|key| schema.get(*key)?.as_array());
    let mut members = members.flatten().filter(|member| is_described(member));
    match (members.next(), members.next()) {
        (Some(only), None) if !is_described(schema) => only,
        _ => schema,
    }
}
