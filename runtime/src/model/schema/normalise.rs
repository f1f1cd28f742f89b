use serde_json::{Map, Value};

use super::root::flatten;
use super::{Schema, TYPES, any_of, set_types, type_of, types};

/// How deep a schema may go; what is below becomes any value.
const DEEPEST: usize = 24;
/// How many schemas one may consist of once its references are inlined.
const MOST: usize = 4_000;
/// How often a reference may lead back to itself.
const RECURSIONS: usize = 2;

/// What the value of a keyword has to be.
#[derive(Clone, Copy)]
enum Form {
    Any,
    Text,
    Number,
    Count,
    Flag,
    List,
}

/// The keywords that are taken over as they are, if their values have the right form.
const KEYWORDS: [(&str, Form); 18] = [
    ("const", Form::Any),
    ("default", Form::Any),
    ("description", Form::Text),
    ("enum", Form::List),
    ("examples", Form::List),
    ("exclusiveMaximum", Form::Number),
    ("exclusiveMinimum", Form::Number),
    ("format", Form::Text),
    ("maxItems", Form::Count),
    ("maxLength", Form::Count),
    ("maxProperties", Form::Count),
    ("maximum", Form::Number),
    ("minItems", Form::Count),
    ("minLength", Form::Count),
    ("minProperties", Form::Count),
    ("minimum", Form::Number),
    ("pattern", Form::Text),
    ("uniqueItems", Form::Flag),
];

impl Form {
    fn fits(self, value: &Value) -> bool {
        match self {
            Self::Any => true,
            Self::Text => value.is_string(),
            Self::Number => value.is_number(),
            Self::Count => value.is_u64(),
            Self::Flag => value.is_boolean(),
            Self::List => value.as_array().is_some_and(|list| !list.is_empty()),
        }
    }
}

/// A schema in normal form: known keywords with well-formed values, without references, `oneOf` and `allOf`.
pub(super) fn normalise(schema: &Value) -> Schema {
    Normaliser { root: schema, open: Vec::new(), left: MOST }.schema(schema, 0)
}

struct Normaliser<'a> {
    root: &'a Value,
    /// The references that are being inlined.
    open: Vec<&'a str>,
    /// How many more schemas there may be.
    left: usize,
}

impl<'a> Normaliser<'a> {
    fn schema(&mut self, schema: &'a Value, depth: usize) -> Schema {
        let mut normal = Schema::new();
        let Some(given) = schema.as_object() else { return normal };
        if depth > DEEPEST || self.left == 0 {
            return normal;
        }
        self.left -= 1;
        if let Some(reference) = given.get("$ref").and_then(Value::as_str) {
            normal = self.inlined(reference, depth);
        }
        for (keyword, form) in KEYWORDS {
            if let Some(value) = given.get(keyword).filter(|value| form.fits(value)) {
                normal.insert(keyword.to_owned(), value.clone());
            }
        }
        self.typed(given, &mut normal);
        self.object(given, &mut normal, depth);
        self.array(given, &mut normal, depth);
        for branch in list(given, "allOf") {
            let branch = self.schema(branch, depth + 1);
            merge(&mut normal, branch);
        }
        // What exactly one of has to fit is told to a model as what any of may fit.
        let alternatives = ["anyOf", "oneOf"].into_iter().find(|keyword| !list(given, keyword).is_empty());
        if let Some(keyword) = alternatives {
            let branches = list(given, keyword).iter().map(|branch| self.schema(branch, depth + 1)).collect();
            any_of::add(&mut normal, branches);
            if normal.contains_key("properties") {
                flatten(&mut normal);
            }
        }
        if given.get("nullable") == Some(&Value::Bool(true)) {
            any_of::admit_null(&mut normal);
        }
        implied_type(&mut normal);
        normal
    }

    /// What a reference leads to. One that leads to itself too often becomes any value of its type.
    fn inlined(&mut self, reference: &'a str, depth: usize) -> Schema {
        let Some(target) = reference.strip_prefix('#').and_then(|pointer| self.root.pointer(&unescaped(pointer)))
        else {
            return Schema::new();
        };
        if self.open.iter().filter(|open| **open == reference).count() > RECURSIONS {
            let mut only = Schema::new();
            if let Some(given) = target.as_object() {
                self.typed(given, &mut only);
            }
            return only;
        }
        self.open.push(reference);
        // A chain of references goes deeper too, so that it ends.
        let inlined = self.schema(target, depth + 1);
        self.open.pop();
        inlined
    }

    fn typed(&self, given: &Map<String, Value>, normal: &mut Schema) {
        let named: Vec<&str> = match given.get("type") {
            Some(Value::String(name)) => vec![name],
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            _ => return,
        };
        let known: Vec<&str> = TYPES.into_iter().filter(|known| named.contains(known)).collect();
        if !known.is_empty() {
            set_types(normal, &known);
        }
    }

    fn object(&mut self, given: &'a Map<String, Value>, normal: &mut Schema, depth: usize) {
        let mut properties = Map::new();
        for (name, property) in given.get("properties").and_then(Value::as_object).into_iter().flatten() {
            // `false` says that there is no such property.
            if *property != Value::Bool(false) {
                properties.insert(name.clone(), self.schema(property, depth + 1).into());
            }
        }
        let mut required: Vec<&str> = list(given, "required").iter().filter_map(Value::as_str).collect();
        required.sort_unstable();
        required.dedup();
        for name in &required {
            properties.entry(*name).or_insert_with(|| Map::new().into());
        }
        if !properties.is_empty() || given.get("properties").is_some_and(Value::is_object) {
            merge_properties(normal, properties);
        }
        if !required.is_empty() {
            require(normal, &required);
        }
        let others = match given.get("additionalProperties") {
            Some(schema @ Value::Object(_)) => Some(self.schema(schema, depth + 1).into()),
            Some(Value::Bool(others)) => Some(Value::Bool(*others)),
            _ => None,
        };
        let by_pattern = given.get("patternProperties").and_then(Value::as_object);
        if by_pattern.is_some_and(|patterns| !patterns.is_empty()) {
            normal.insert("additionalProperties".to_owned(), Value::Bool(true));
        } else if let Some(others) = others {
            normal.insert("additionalProperties".to_owned(), others);
        }
    }

    fn array(&mut self, given: &'a Map<String, Value>, normal: &mut Schema, depth: usize) {
        // A list of schemas is for the items of a tuple: `prefixItems`, or `items` until 2019.
        let mut each: Vec<Schema> = Vec::new();
        for keyword in ["prefixItems", "items"] {
            match given.get(keyword) {
                Some(Value::Array(tuple)) => each.extend(tuple.iter().map(|item| self.schema(item, depth + 1))),
                Some(item @ Value::Object(_)) => each.push(self.schema(item, depth + 1)),
                _ => {}
            }
        }
        each.dedup();
        if !each.is_empty() {
            let mut items = Schema::new();
            any_of::add(&mut items, each);
            normal.insert("items".to_owned(), items.into());
        }
    }
}

/// A reference is a URL's fragment, so that its special characters may be written as `%24`.
fn unescaped(pointer: &str) -> String {
    percent_encoding::percent_decode_str(pointer).decode_utf8_lossy().into_owned()
}

fn list<'a>(given: &'a Map<String, Value>, keyword: &str) -> &'a [Value] {
    given.get(keyword).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Requires what another schema says as well. Where both say something, the first keeps its word.
pub(super) fn merge(into: &mut Schema, other: Schema) {
    for (keyword, value) in other {
        match (&*keyword, value) {
            ("properties", Value::Object(properties)) => merge_properties(into, properties),
            ("required", Value::Array(names)) => {
                require(into, &names.iter().filter_map(Value::as_str).collect::<Vec<_>>());
            }
            (_, value) => {
                into.entry(keyword).or_insert(value);
            }
        }
    }
}

fn merge_properties(into: &mut Schema, properties: Map<String, Value>) {
    let known = into.entry("properties").or_insert_with(|| Map::new().into());
    let Some(known) = known.as_object_mut() else { return };
    for (name, property) in properties {
        match (known.get_mut(&name).and_then(Value::as_object_mut), property) {
            (Some(known), Value::Object(property)) => merge(known, property),
            (_, property) => drop(known.insert(name, property)),
        }
    }
}

fn require(into: &mut Schema, names: &[&str]) {
    let mut required = super::required(into);
    required.extend(names);
    required.sort_unstable();
    required.dedup();
    let required: Value = required.into_iter().map(Value::from).collect();
    into.insert("required".to_owned(), required);
}

/// Names the type that the other keywords imply, because the APIs want it said.
fn implied_type(normal: &mut Schema) {
    if normal.contains_key("type") || normal.contains_key("anyOf") {
        return;
    }
    if normal.contains_key("properties") || normal.contains_key("additionalProperties") {
        set_types(normal, &["object"]);
    } else if normal.contains_key("items") {
        set_types(normal, &["array"]);
    } else {
        let values = match (normal.get("enum"), normal.get("const")) {
            (Some(Value::Array(values)), _) => values.as_slice(),
            (_, Some(value)) => std::slice::from_ref(value),
            _ => &[],
        };
        let of_values: Vec<&str> = values.iter().map(type_of).collect();
        let known: Vec<&str> = TYPES.into_iter().filter(|name| of_values.contains(name)).collect();
        set_types(normal, &known);
    }
    debug_assert!(types(normal).iter().all(|name| TYPES.contains(name)));
}
