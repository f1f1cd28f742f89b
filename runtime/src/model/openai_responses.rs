//! OpenAI's Responses: <https://platform.openai.com/docs/guides/function-calling>. What it takes of names and schemas is what
//! [Chat Completions](super::openai) take.

use serde_json::Value;

use super::answer::ToolAnswer;
use super::call::{MalformedCall, ToolCall, id, member, text};
use super::definition::{ToolDefinition, object};
use super::openai;
use super::reply::{Ending, Reply, ending};

pub(super) fn tool(tool: &ToolDefinition) -> Value {
    let mut function = openai::function(tool);
    function.insert("type".to_owned(), "function".into());
    function.into()
}

/// An item of the type `function_call`.
pub(super) fn call(item: &Value) -> Result<ToolCall, MalformedCall> {
    let call_id = id(item, "call_id")?;
    let call = ToolCall::received(Some(call_id), text(item, "name"), member(item, "arguments"));
    // The model ran out of tokens while it wrote the call.
    let is_cut = item.get("status").is_some_and(|status| status == "incomplete");
    Ok(if is_cut { call.cut_off() } else { call })
}

/// Why a reply is incomplete, and the states of one that is not ready:
/// <https://platform.openai.com/docs/api-reference/responses/object>.
const ENDINGS: [(Ending, &[&str]); 3] = [
    (Ending::Whole, &["completed"]),
    (Ending::CutOff, &["max_output_tokens", "max_tokens"]),
    (Ending::Withheld, &["content_filter"]),
];

/// An answer, or the list of its items.
pub(super) fn reply(value: &Value) -> Reply<'_> {
    let items = if value.is_array() { Some(value) } else { member(value, "output") };
    let why = member(value, "incomplete_details").and_then(|details| member(details, "reason"));
    let (mut ending, mut reason) = ending(why.or_else(|| member(value, "status")), &ENDINGS);
    if items.and_then(Value::as_array).is_some_and(|items| items.iter().any(is_refusal)) {
        (ending, reason) = (Ending::Refused, "refusal");
    }
    Reply { is_known: items.is_some(), items, ending: (ending, reason) }
}

fn is_refusal(item: &Value) -> bool {
    let parts = member(item, "content").and_then(Value::as_array);
    parts.is_some_and(|parts| parts.iter().any(|part| part.get("type").is_some_and(|kind| kind == "refusal")))
}

pub(super) fn is_call(item: &Value) -> bool {
    item.get("type").is_some_and(|kind| kind == "function_call")
}

pub(super) fn message(answer: &ToolAnswer) -> Value {
    object([
        ("type", Some("function_call_output".into())),
        ("call_id", answer.call_id().map(Value::from)),
        ("output", Some(answer.text().into())),
    ])
}
