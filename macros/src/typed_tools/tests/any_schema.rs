//! No schema makes the generator panic or hang, and the output is always items.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use syn::{File, Item, ItemStruct};

use super::typed;

/// Right and wrong keywords, so that deep paths are reached often.
const KEYWORDS: &[&str] = &[
    "$ref",
    "$defs",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "default",
    "definitions",
    "description",
    "enum",
    "examples",
    "format",
    "items",
    "maxLength",
    "minimum",
    "not",
    "nullable",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "required",
    "title",
    "type",
    "uniqueItems",
];

const TEXTS: &[&str] = &[
    "object",
    "array",
    "string",
    "integer",
    "number",
    "boolean",
    "null",
    "date-time",
    "uuid",
    "#",
    "#/$defs/a",
    "#/$defs/b",
    "#/properties/a",
    "https://example.com/schema.json",
    "a",
    "b",
    "A",
    "a_b",
    "a-b",
    "type",
    "self",
    "Self",
    "",
    "$filter",
    "+1",
    "-1",
    "é",
    "💥",
    "extra",
    "[a-z",
    "```\n/* */",
];

fn any_leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => prop::sample::select(TEXTS).prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        1 => Just(Value::Null),
    ]
}

/// JSON that is often a schema.
fn any_schema() -> impl Strategy<Value = Value> + Clone {
    let leaf = prop_oneof![
        3 => any_leaf(),
        2 => prop::sample::select(TEXTS).prop_map(|kind| json!({ "type": kind })),
        1 => prop::sample::select(TEXTS).prop_map(|reference| json!({ "$ref": reference })),
    ];
    leaf.prop_recursive(6, 96, 6, |inner| {
        let named = prop::collection::vec((prop::sample::select(TEXTS), inner.clone()), 0..5);
        let properties =
            named.prop_map(|named| named.into_iter().map(|(k, v)| (k.to_owned(), v)).collect::<Map<_, _>>());
        let texts = prop::collection::vec(prop::sample::select(TEXTS), 0..4);
        let keyword = prop::collection::vec((prop::sample::select(KEYWORDS), inner.clone()), 0..5);
        prop_oneof![
            3 => (properties.clone(), texts.clone()).prop_map(|(properties, required)| {
                json!({ "type": "object", "properties": properties, "required": required })
            }),
            1 => (properties.clone(), properties).prop_map(|(properties, defs)| {
                json!({ "properties": properties, "$defs": defs })
            }),
            2 => (prop::sample::select(&["allOf", "anyOf", "oneOf", "type", "enum"][..]),
                prop::collection::vec(inner.clone(), 0..4)).prop_map(|(keyword, members)| json!({ keyword: members })),
            1 => texts.prop_map(|values| json!({ "enum": values })),
            1 => inner.clone().prop_map(|items| json!({ "type": "array", "items": items })),
            2 => keyword.prop_map(|keywords| {
                keywords.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>().into()
            }),
            1 => prop::collection::vec(inner, 0..4).prop_map(Value::from),
        ]
    })
}

/// Usually the schema of an object.
fn any_root() -> impl Strategy<Value = Value> {
    let named = prop::collection::vec((prop::sample::select(TEXTS), any_schema()), 0..6);
    // The targets of the references, which often refer to each other.
    let reference = prop::sample::select(&["#/$defs/a", "#/$defs/b"][..]).prop_map(|to| json!({ "$ref": to }));
    let target = prop_oneof![2 => reference.clone(), 1 => any_schema(),
        1 => (prop::sample::select(&["allOf", "anyOf", "oneOf"][..]), prop::collection::vec(prop_oneof![reference, any_schema()], 1..3))
            .prop_map(|(keyword, members)| json!({ keyword: members }))];
    let defs = prop::collection::vec((prop::sample::select(&["a", "b"][..]), target), 0..3);
    prop_oneof![
        1 => any_schema(),
        4 => (named, defs).prop_map(|(properties, defs)| {
            let object = |named: Vec<(&str, Value)>| -> Map<_, _> {
                named.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
            };
            json!({ "type": "object", "properties": object(properties), "$defs": object(defs) })
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None,  ..ProptestConfig::default() })]

    #[test]
    fn any_schema_gives_items(first in any_root(), second in any_root(), slug in "[A-Z0-9_]{0,12}") {
        let tools = [(slug.as_str(), &first), ("GMAIL_SEND_EMAIL", &second)];
        let typed = typed(tools);
        let mut names: Vec<String> = Vec::new();
        for typed in &typed {
            let file: File = syn::parse2(typed.items.clone()).unwrap();
            for item in &file.items {
                let (Item::Struct(ItemStruct { ident, .. }) | Item::Enum(syn::ItemEnum { ident, .. })) = item else { continue };
                prop_assert!(!names.contains(&ident.to_string()), "{ident} is there twice");
                names.push(ident.to_string());
                let mut inner: Vec<String> = match item {
                    Item::Struct(item) => item.fields.iter().filter_map(|field| Some(field.ident.as_ref()?.to_string())).collect(),
                    Item::Enum(item) => item.variants.iter().map(|variant| variant.ident.to_string()).collect(),
                    _ => vec![],
                };
                let all = inner.len();
                inner.sort();
                inner.dedup();
                prop_assert_eq!(inner.len(), all, "{}: {:?}", ident, inner);
            }
            prop_assert!(names.contains(&typed.ident.to_string()));
            // Whatever is read can be converted.
            if let Some(note) = &typed.note {
                let known = ["its schema is not that of an object", "its schema names no arguments"];
                prop_assert!(known.contains(&note.as_str()), "{note}: {first} {second}");
            }
        }
        let again: Vec<String> = super::typed(tools).iter().map(|typed| typed.items.to_string()).collect();
        prop_assert_eq!(typed.iter().map(|typed| typed.items.to_string()).collect::<Vec<_>>(), again);
    }
}
