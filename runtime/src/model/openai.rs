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
use super::call::{MalformedCall, ToolCall, id, member, text};
use super::definition::{ToolDefinition, object};
use super::reply::{Ending, Reply, ending};
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
    let call_id = id(item, "id")?;
    // Custom tools of the API's own have free text for an input.
    let function = member(item, "function").or_else(|| member(item, "custom")).unwrap_or(&Value::Null);
    let arguments = ["arguments", "input"].into_iter().find_map(|name| member(function, name));
    Ok(ToolCall::received(Some(call_id), text(function, "name"), arguments))
}

/// Why a reply ended, in the API's words and in those of compatible servers:
/// <https://platform.openai.com/docs/api-reference/chat/object>.
const ENDINGS: [(Ending, &[&str]); 4] = [
    (Ending::Whole, &["stop", "stop_sequence", "end_turn", "eos", "eos_token"]),
    (Ending::Calls, &["tool_calls", "function_call"]),
    (Ending::CutOff, &["length", "model_length"]),
    (Ending::Withheld, &["content_filter"]),
];

/// An answer, the message that it holds, or the list of calls itself.
pub(super) fn reply(value: &Value) -> Reply<'_> {
    let choice = member(value, "choices").map(|choices| choices.get(0).unwrap_or(&Value::Null));
    let message = choice.unwrap_or(value);
    let message = member(message, "message").unwrap_or(message);
    let (mut ending, mut reason) = ending(choice.and_then(|choice| member(choice, "finish_reason")), &ENDINGS);
    if text(message, "refusal").is_some() {
        (ending, reason) = (Ending::Refused, "refusal");
    }
    let members = ["role", "content", "tool_calls"];
    let items = if message.is_array() { Some(message) } else { member(message, "tool_calls") };
    Reply {
        // Calls of an earlier version of the API have no id to answer them by.
        is_known: message.is_array()
            || (members.iter().any(|name| message.get(name).is_some()) && member(message, "function_call").is_none()),
        items,
        ending: (ending, reason),
    }
}

pub(super) fn message(answer: &ToolAnswer) -> Value {
    object([
        ("role", Some("tool".into())),
        ("tool_call_id", answer.call_id().map(Value::from)),
        ("content", Some(answer.text().into())),
    ])
}
