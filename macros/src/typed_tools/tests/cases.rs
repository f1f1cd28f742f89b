//! Schemas that are too large, and the notes for those that cannot be converted.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Map, Value, json};

use super::typed;

/// Why these schemas have no type of their own, and their code.
fn note(input: &Value) -> (Option<String>, String) {
    let [typed] = &typed([("A_TOOL", input)])[..] else { panic!("one tool is one type") };
    (typed.note.clone(), typed.items.to_string())
}

#[test]
fn what_is_no_object_of_arguments_says_why() {
    for (input, why) in [
        (json!(null), "its schema is not that of an object"),
        (json!(false), "its schema is not that of an object"),
        (json!({ "type": "array", "items": {} }), "its schema is not that of an object"),
        (json!({ "$ref": "https://example.com/schema.json" }), "its schema is not that of an object"),
        (json!({ "$ref": "#" }), "its schema is not that of an object"),
        (json!({ "type": "object" }), "its schema names no arguments"),
        (json!({ "type": "object", "additionalProperties": { "type": "string" } }), "its schema names no arguments"),
    ] {
        let (note, code) = note(&input);
        assert_eq!(note.as_deref(), Some(why), "{input}");
        assert!(code.contains(&format!("Falls back to JSON values: {why}.")), "{code}");
        assert!(code.contains("pub struct ATool (# [doc"), "{code}");
    }
}

#[test]
fn a_reference_to_the_arguments_is_followed() {
    let defs = json!({ "Args": { "type": "object", "properties": { "a": {}, "again": { "$ref": "#/$defs/Args" } } } });
    for mut input in [
        json!({ "$ref": "#/$defs/Args" }),
        json!({ "allOf": [{ "$ref": "#/$defs/Args" }] }),
        json!({ "anyOf": [{ "$ref": "#/$defs/Args" }] }),
    ] {
        input["$defs"] = defs.clone();
        let (note, code) = note(&input);
        assert_eq!(note, None, "{input}");
        assert!(code.contains("pub struct ATool {"), "{code}");
    }
}

#[test]
fn a_schema_with_too_many_parts_says_so() {
    let properties: Map<String, Value> = (0..2500).map(|number| (format!("a{number}"), json!({}))).collect();
    let (note, _) = note(&json!({ "type": "object", "properties": properties }));
    assert_eq!(note.as_deref(), Some("its schema has more than 2000 parts"));
}

/// The number of tokens, including nested ones.
fn size(tokens: TokenStream) -> usize {
    let sizes = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => 1 + size(group.stream()),
        _ => 1,
    });
    sizes.sum()
}

/// As [`typed`] for one tool: why it has no type of its own, and the size of its code. A schema that was expanded
/// without limit would never finish.
fn outcome(input: &Value) -> (Option<String>, usize) {
    let (sender, receiver) = mpsc::channel();
    let input = input.clone();
    thread::spawn(move || {
        let [typed] = &typed([("A_TOOL", &input)])[..] else { panic!("one tool is one type") };
        sender.send((typed.note.clone(), size(typed.items.clone())))
    });
    receiver.recv_timeout(Duration::from_secs(120)).expect("an end")
}

#[test]
fn schemas_are_not_multiplied_out() {
    let name = |number: usize| format!("d{number}");
    // Each of these refers to the next many times.
    let fans = ["allOf", "anyOf", "oneOf"].map(|keyword| {
        let def = |number: usize| {
            let next = json!({ "$ref": format!("#/$defs/{}", name(number + 1)) });
            (name(number), json!({ keyword: vec![next; 10] }))
        };
        let defs: Map<String, Value> = (0..40).map(def).collect();
        json!({ "type": "object", "properties": { "a": { "$ref": "#/$defs/d0" } }, "$defs": defs })
    });
    let deep = (0..100)
        .fold(json!({ "type": "string" }), |inner, _| json!({ "type": "object", "properties": { "a": inner } }));
    let lists = (0..100).fold(json!({}), |inner, _| json!({ "type": "array", "items": inner }));
    let lists = json!({ "properties": { "a": lists } });
    let values: Vec<String> = (0..3000).map(name).collect();
    let values = json!({ "properties": { "a": { "enum": values } } });
    let wide: Map<String, Value> = (0..1500).map(|number| (name(number), json!({ "type": "string" }))).collect();
    let wide = json!({ "properties": wide });
    let forms: Vec<Value> = (0..240).map(|number| json!({ "properties": { (name(number)): {} } })).collect();
    let mut crossed = wide.clone();
    crossed["properties"]["a"] = json!({ "properties": wide["properties"], "oneOf": forms });
    crossed["anyOf"] = forms.into();
    for input in fans.iter().chain([&deep, &lists, &values, &wide]) {
        let written = input.to_string();
        let (note, size) = outcome(input);
        assert_eq!(note, None, "{written:.200}");
        assert!(size < 2 * written.len(), "{size} tokens from {} bytes: {written:.200}", written.len());
    }
    // Each form, with all properties of the object.
    assert_eq!(outcome(&crossed).0.as_deref(), Some("its schema repeats itself too often"));
}

#[test]
fn tools_do_not_depend_on_each_other() {
    let input = json!({ "properties": { "b_c": { "properties": { "x": {} } } } });
    let other = json!({ "properties": { "c": { "properties": { "y": {} } } } });
    let together = typed([("B_TOOL", &input), ("B_TOOL_B", &other), ("B_TOOL", &input)]);
    let idents: Vec<String> = together.iter().map(|typed| typed.ident.to_string()).collect();
    assert_eq!(idents, ["BTool", "BToolB"]);
    let reversed = typed([("B_TOOL_B", &other), ("B_TOOL", &input)]);
    let code = |typed: &[super::Typed]| typed.iter().map(|typed| typed.items.to_string()).collect::<Vec<_>>();
    assert_eq!(code(&together), code(&reversed));
}
