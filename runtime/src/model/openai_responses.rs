//! OpenAI's Responses: <https://platform.openai.com/docs/guides/function-calling>. What it takes of names and schemas is what
//! [Chat Completions](super::openai) take.

use serde_json::{Value, json};

use super::answer::ToolAnswer;
use super::call::{MalformedCall, ToolCall, member, text};
use super::definition::ToolDefinition;
use super::openai;

pub(super) fn tool(tool: &ToolDefinition) -> Value {
    let mut function = openai::function(tool);
    function.insert("type".to_owned(), "function".into());
    function.into()
}

/// An item of the type `function_call`.
pub(super) fn call(item: &Value) -> Result<ToolCall, MalformedCall> {
    let id = text(item, "call_id").ok_or(MalformedCall::new("`call_id` is missing"))?;
    let call = ToolCall::received(Some(id), text(item, "name"), member(item, "arguments"));
    // The model ran out of tokens while it wrote the call.
    let is_cut = item.get("status").is_some_and(|status| status == "incomplete");
    Ok(if is_cut { call.cut_off() } else { call })
}

/// The items of an answer, or of the list itself.
pub(super) fn items(reply: &Value) -> Option<&Value> {
    if reply.is_array() { Some(reply) } else { member(reply, "output") }
}

pub(super) fn is_call(item: &Value) -> bool {
    item.get("type").is_some_and(|kind| kind == "function_call")
}

pub(super) fn message(answer: &ToolAnswer) -> Value {
    json!({
        "type": "function_call_output",
        "call_id": answer.call_id().unwrap_or_default(),
        "output": answer.text(),
    })
}
