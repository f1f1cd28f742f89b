//! What is not a reply of the API that it is read for, in words that say what it may be.

use serde_json::Value;

use super::call::{MalformedCall, member};

/// The types of calls in lists of content.
const CALLS: [&str; 2] = ["tool_use", "function_call"];
/// The types of Anthropic's events.
const EVENTS: [&str; 6] = [
    "message_start",
    "message_delta",
    "message_stop",
    "content_block_start",
    "content_block_delta",
    "content_block_stop",
];

/// What is wrong with a value that holds no calls as its API has them, and that may be anything.
pub(super) fn problem(reply: &Value) -> Option<MalformedCall> {
    if is_streamed(reply) {
        return Some(MalformedCall::new("it is a part of a stream; put the parts together first"));
    }
    holds_calls(reply).then(|| MalformedCall::new("it has calls in the form of another API, or of an earlier version"))
}

fn is_streamed(reply: &Value) -> bool {
    let kind = |value: &Value| value.get("type").and_then(Value::as_str).map(str::to_owned).unwrap_or_default();
    // Without `alt=sse`, Gemini streams a list of replies.
    let is_reply = |item: &Value| member(item, "candidates").is_some();
    let kind = kind(reply);
    reply.pointer("/choices/0/delta").is_some()
        || EVENTS.contains(&&*kind)
        || kind.starts_with("response.")
        || reply.as_array().is_some_and(|items| items.iter().any(is_reply))
}

/// Whether there are calls in the form of any API, where a reply of one has them.
fn holds_calls(reply: &Value) -> bool {
    let message =
        reply.pointer("/choices/0/message").or_else(|| reply.pointer("/candidates/0/content")).unwrap_or(reply);
    let is_list_of_calls = |list: &Value| list.as_array().is_some_and(|items| items.iter().any(is_call));
    let listed = ["content", "output", "parts"].iter().filter_map(|name| message.get(name));
    let are_there = |calls: &Value| calls.as_array().is_some_and(|calls| !calls.is_empty());
    is_call(message)
        || message.get("tool_calls").is_some_and(are_there)
        || listed.chain([message]).any(is_list_of_calls)
}

fn is_call(item: &Value) -> bool {
    item.get("type").and_then(Value::as_str).is_some_and(|kind| CALLS.contains(&kind))
        || ["functionCall", "function_call"].iter().any(|name| member(item, name).is_some())
}
