//! OpenAI's Chat Completions.
//!
//! - Names: letters, digits, `_` and `-`, up to 64 characters:
//!   <https://platform.openai.com/docs/api-reference/chat/create>.
//! - Schemas: "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level"
//!   (<https://github.com/langchain-ai/langchainjs/issues/9804>), and "array schema missing items"
//!   (<https://github.com/PrefectHQ/fastmcp/issues/2464>).
//! - Descriptions of up to 1,024 characters (<https://github.com/getsentry/sentry-mcp/issues/106>). The rest of a longer one
//!   stands in the description of its parameters, which has no such limit.
//! - Strict mode: <https://platform.openai.com/docs/guides/structured-outputs#supported-schemas>.

use serde_json::{Map, Value, json};

use super::answer::ToolAnswer;
use super::call::{MalformedCall, ToolCall, member, text};
use super::definition::ToolDefinition;
use super::schema::{self, Schema, branches, properties, types};
use super::strict;

/// The longest description of a tool, in characters.
const LONGEST_DESCRIPTION: usize = 1_024;
/// How a description that is cut goes on.
const GOES_ON: &str = "… (more in the description of the parameters)";

pub(super) fn tool(tool: &ToolDefinition) -> Value {
    json!({ "type": "function", "function": function(tool) })
}

/// The members that both of OpenAI's APIs have.
pub(super) fn function(tool: &ToolDefinition) -> Map<String, Value> {
    let (mut parameters, strict) = parameters(&tool.input_schema, tool.strict);
    let (description, rest) = cut(&tool.description);
    if let Some(rest) = rest {
        let own = parameters.get("description").and_then(Value::as_str).unwrap_or_default();
        let described = format!("{rest}\n\n{own}");
        parameters.insert("description".to_owned(), described.trim_end().into());
    }
    let mut function = Map::new();
    function.insert("name".to_owned(), tool.name.clone().into());
    function.insert("description".to_owned(), description.into());
    function.insert("parameters".to_owned(), parameters.into());
    // Responses would be strict by default.
    function.insert("strict".to_owned(), strict.into());
    function
}

/// The schema of the arguments, and whether it is strict.
fn parameters(schema: &Value, strict: bool) -> (Schema, bool) {
    let root = schema::root(schema);
    if strict && let Some(strict) = strict::all_required(&root) {
        return (strict, true);
    }
    (with_items(root), false)
}

/// Gives every array `items`, and every tool's list of enumerated values what it is a list of.
pub(super) fn with_items(mut schema: Schema) -> Schema {
    if types(&schema).contains(&"array") && !schema.contains_key("items") {
        schema.insert("items".to_owned(), json!({}));
    }
    for keyword in ["items", "additionalProperties"] {
        if let Some(Value::Object(inner)) = schema.get_mut(keyword) {
            *inner = with_items(std::mem::take(inner));
        }
    }
    let inner: Map<String, Value> =
        properties(&schema).map(|(name, property)| (name.clone(), with_items(property.clone()).into())).collect();
    if schema.contains_key("properties") {
        schema.insert("properties".to_owned(), inner.into());
    }
    let alternatives: Vec<Value> =
        branches(&schema, "anyOf").map(|alternative| with_items(alternative.clone()).into()).collect();
    if !alternatives.is_empty() {
        schema.insert("anyOf".to_owned(), alternatives.into());
    }
    schema
}

/// A description as far as it may go, and the rest of it.
fn cut(description: &str) -> (String, Option<&str>) {
    if description.chars().count() <= LONGEST_DESCRIPTION {
        return (description.to_owned(), None);
    }
    let room = LONGEST_DESCRIPTION - GOES_ON.chars().count();
    let most = description.char_indices().nth(room).map_or(description.len(), |(index, _)| index);
    let at = description[..most].rfind(char::is_whitespace).filter(|at| *at > most / 2).unwrap_or(most);
    let (start, rest) = description.split_at(at);
    (format!("{start}{GOES_ON}"), Some(rest.trim_start()))
}

/// One of `tool_calls`.
pub(super) fn call(item: &Value) -> Result<ToolCall, MalformedCall> {
    let id = text(item, "id").ok_or(MalformedCall::new("`id` is missing"))?;
    // Custom tools of the API's own have free text for an input.
    let function = member(item, "function").or_else(|| member(item, "custom")).unwrap_or(&Value::Null);
    let arguments = ["arguments", "input"].into_iter().find_map(|name| member(function, name));
    Ok(ToolCall::received(Some(id), text(function, "name"), arguments))
}

/// The calls of a message, of an answer that holds it, or of the list itself.
pub(super) fn items(reply: &Value) -> Option<&Value> {
    let choice = member(reply, "choices").and_then(|choices| member(choices.get(0)?, "message"));
    let message = choice.or_else(|| member(reply, "message")).unwrap_or(reply);
    if message.is_array() { Some(message) } else { member(message, "tool_calls") }
}

/// Whether the model ran out of tokens. What it wrote last is its last call, if it made one.
pub(super) fn is_cut(reply: &Value) -> bool {
    let choice = member(reply, "choices").and_then(|choices| choices.get(0));
    choice.is_some_and(|choice| choice.get("finish_reason").is_some_and(|reason| reason == "length"))
}

pub(super) fn message(answer: &ToolAnswer) -> Value {
    json!({ "role": "tool", "tool_call_id": answer.call_id().unwrap_or_default(), "content": answer.text() })
}
