//! Gemini: <https://ai.google.dev/gemini-api/docs/function-calling>.
//!
//! - Names: a letter or `_` first, then letters, digits, `_` and `-`, up to 64 characters
//!   (<https://firebase.google.com/docs/reference/js/ai.functiondeclaration>).
//! - Schemas are a subset of OpenAPI's, <https://ai.google.dev/api/caching#Schema>: `nullable` instead of `null`, `enum` for
//!   strings alone and never empty, objects with properties, required ones among them, `anyOf` by itself, and few formats
//!   ("only 'enum' and 'date-time' are supported for STRING type",
//!   <https://github.com/google-gemini/gemini-cli/issues/3178>).
//!
//! What cannot be said that way is told as text that holds JSON, and read as JSON again before the tool runs.

use serde_json::{Map, Value, json};

use super::answer::ToolAnswer;
use super::call::{MalformedCall, ToolCall, member, text};
use super::definition::{ToolDefinition, object};
use super::reply::{Ending, Reply, any_member, ending};
use super::schema::{self, Schema, branches, properties, required, types};

/// Keywords that stay as they are, for these types.
const KEPT: [(&str, &str); 6] = [
    ("maxItems", "array"),
    ("maximum", "integer"),
    ("maximum", "number"),
    ("minItems", "array"),
    ("minimum", "integer"),
    ("minimum", "number"),
];
/// The formats that each type has.
const FORMATS: [(&str, &str); 5] =
    [("string", "date-time"), ("integer", "int32"), ("integer", "int64"), ("number", "float"), ("number", "double")];

pub(super) fn tool(tool: &ToolDefinition) -> Value {
    let root = schema::root(&tool.input_schema);
    // An object has properties; for a tool without arguments nothing is said.
    let has_arguments = properties(&root).next().is_some();
    object([
        ("name", Some(tool.name.clone().into())),
        ("description", Some(tool.description.clone().into())),
        ("parameters", has_arguments.then(|| one_of_type(&root, "object").into())),
    ])
}

fn node(schema: &Schema) -> Schema {
    let is_nullable = schema::admits_null(schema);
    let alternatives: Vec<&Schema> =
        branches(schema, "anyOf").filter(|alternative| types(alternative) != ["null"]).collect();
    let named: Vec<&str> = types(schema).into_iter().filter(|name| *name != "null").collect();
    let described = |mut node: Schema| {
        if let Some(description) = schema.get("description") {
            node.entry("description").or_insert_with(|| description.clone());
        }
        node
    };
    let mut nodes: Vec<Schema> = if !alternatives.is_empty() {
        alternatives.into_iter().map(|alternative| described(node(alternative))).collect()
    } else if schema.contains_key("enum") || schema.contains_key("const") {
        vec![listed(schema)]
    } else if named.is_empty() {
        vec![as_text(schema, "any JSON value")]
    } else {
        named.into_iter().map(|name| one_of_type(schema, name)).collect()
    };
    // A schema that says nothing is nullable as well, and a model is better not told so.
    if is_nullable
        && (schema.contains_key("type") || schema.contains_key("anyOf") || schema.contains_key("enum"))
        && let Some(first) = nodes.first_mut()
        && !first.contains_key("anyOf")
    {
        first.insert("nullable".to_owned(), Value::Bool(true));
    }
    nodes.dedup();
    match (nodes.len(), nodes.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            nodes.push(last);
            let mut any_of = Schema::new();
            any_of.insert("anyOf".to_owned(), nodes.into_iter().map(Value::from).collect());
            any_of
        }
        (_, None) => as_text(schema, "any JSON value"),
    }
}

fn one_of_type(schema: &Schema, name: &str) -> Schema {
    let has_properties = properties(schema).next().is_some();
    if name == "object" && !has_properties {
        return as_text(schema, "a JSON object");
    }
    let mut node = of_type(schema, name);
    for (keyword, _) in KEPT.into_iter().filter(|(_, of)| *of == name) {
        if let Some(value) = schema.get(keyword).filter(|value| is_within_range(value)) {
            node.insert(keyword.to_owned(), value.clone());
        }
    }
    if let Some(format) = schema.get("format").and_then(Value::as_str)
        && FORMATS.contains(&(name, format))
    {
        node.insert("format".to_owned(), format.into());
    }
    match name {
        "object" => {
            let nodes: Map<String, Value> =
                properties(schema).map(|(name, property)| (name.clone(), self::node(property).into())).collect();
            let required: Vec<Value> = required(schema).into_iter().map(Value::from).collect();
            node.insert("properties".to_owned(), nodes.into());
            if !required.is_empty() {
                node.insert("required".to_owned(), required.into());
            }
        }
        "array" => {
            let empty = Schema::new();
            let items = schema.get("items").and_then(Value::as_object).unwrap_or(&empty);
            node.insert("items".to_owned(), self::node(items).into());
        }
        _ => {}
    }
    node
}

/// A choice of values. They are text; what is not is read from its text again.
fn listed(schema: &Schema) -> Schema {
    let values: &[Value] = match (schema.get("enum"), schema.get("const")) {
        (Some(Value::Array(values)), _) => values,
        (_, Some(value)) => std::slice::from_ref(value),
        _ => &[],
    };
    let mut texts: Vec<String> = Vec::new();
    for value in values.iter().filter(|value| !value.is_null()) {
        let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
        if !text.is_empty() && !texts.contains(&text) {
            texts.push(text);
        }
    }
    let mut node = of_type(schema, "string");
    if !texts.is_empty() {
        node.insert("enum".to_owned(), texts.into_iter().map(Value::from).collect());
    }
    node
}

fn as_text(schema: &Schema, what: &str) -> Schema {
    let mut node = of_type(schema, "string");
    let described = schema.get("description").and_then(Value::as_str).map_or("", str::trim_end);
    let separator = if described.is_empty() { "" } else { " " };
    node.insert("description".to_owned(), format!("{described}{separator}({what}, written as JSON)").into());
    node
}

fn of_type(schema: &Schema, name: &str) -> Schema {
    let mut node = Schema::new();
    node.insert("type".to_owned(), name.into());
    if let Some(description) = schema.get("description") {
        node.insert("description".to_owned(), description.clone());
    }
    node
}

/// The API's integers have 64 bits with a sign.
fn is_within_range(value: &Value) -> bool {
    value.is_i64() || value.is_f64()
}

/// A part with a `functionCall`, or what is in it.
pub(super) fn call(part: &Value) -> Result<ToolCall, MalformedCall> {
    let call = function_call(part).unwrap_or(part);
    if !call.is_object() {
        return Err(MalformedCall::new("it is not an object"));
    }
    Ok(ToolCall::received(text(call, "id"), text(call, "name"), member(call, "args")))
}

/// Why a reply ended: <https://ai.google.dev/api/generate-content#FinishReason>.
const ENDINGS: [(Ending, &[&str]); 4] = [
    (Ending::Whole, &["STOP", "FINISH_REASON_UNSPECIFIED"]),
    (Ending::CutOff, &["MAX_TOKENS"]),
    (Ending::InvalidCall, &["MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "MALFORMED_RESPONSE"]),
    (
        Ending::Withheld,
        &[
            "SAFETY",
            "RECITATION",
            "LANGUAGE",
            "BLOCKLIST",
            "PROHIBITED_CONTENT",
            "SPII",
            "IMAGE_SAFETY",
            "IMAGE_PROHIBITED_CONTENT",
            "IMAGE_RECITATION",
        ],
    ),
];

/// An answer, its first candidate's content, or the list of its parts.
pub(super) fn reply(value: &Value) -> Reply<'_> {
    let candidate = member(value, "candidates").map(|candidates| candidates.get(0).unwrap_or(&Value::Null));
    let content = member(candidate.unwrap_or(value), "content").unwrap_or(candidate.unwrap_or(value));
    let items = if content.is_array() { Some(content) } else { member(content, "parts") };
    let why = candidate.and_then(|candidate| any_member(candidate, &["finishReason", "finish_reason"]));
    let blocked = any_member(value, &["promptFeedback", "prompt_feedback"])
        .and_then(|feedback| any_member(feedback, &["blockReason", "block_reason"]));
    let ending = match blocked {
        Some(blocked) => (Ending::Withheld, blocked.as_str().unwrap_or_default()),
        None => ending(why, &ENDINGS),
    };
    // A model may say nothing.
    Reply { is_known: items.is_some() || why.is_some() || member(content, "role").is_some(), items, ending }
}

pub(super) fn is_call(part: &Value) -> bool {
    function_call(part).is_some()
}

fn function_call(part: &Value) -> Option<&Value> {
    ["functionCall", "function_call"].into_iter().find_map(|name| member(part, name))
}

/// A part with a `functionResponse`.
pub(super) fn part(answer: &ToolAnswer) -> Value {
    let key = if answer.is_error() { "error" } else { "output" };
    let response = object([
        ("id", answer.call_id().map(Value::from)),
        ("name", Some(answer.name().into())),
        ("response", Some(json!({ key: answer.text() }))),
    ]);
    json!({ "functionResponse": response })
}

/// The content with all results of a turn.
pub(super) fn message(parts: Vec<Value>) -> Value {
    json!({ "role": "user", "parts": parts })
}
