//! OpenAI's Chat Completions, which Anthropic has too.

use axum::Json;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::conversation::{Conversation, items, text};
use super::{Refusal, Step, authenticate, script};

pub(super) async fn answer(headers: HeaderMap, Json(request): Json<Value>) -> Response {
    match reply(&headers, &request) {
        Ok(reply) => Json(reply).into_response(),
        Err(refusal) => refused(refusal),
    }
}

pub(super) fn refused(Refusal { status, message }: Refusal) -> Response {
    (
        status,
        Json(json!({ "error": { "message": message, "type": "invalid_request_error", "param": null, "code": null } })),
    )
        .into_response()
}

fn reply(headers: &HeaderMap, request: &Value) -> Result<Value, Refusal> {
    authenticate(headers, "authorization", "Bearer ")?;
    let mut conversation = Conversation::default();
    conversation.tools =
        items(&request["tools"]).filter_map(|tool| tool["function"]["name"].as_str().map(ToOwned::to_owned)).collect();
    for message in items(&request["messages"]) {
        match message["role"].as_str() {
            Some("user") => conversation.user(),
            Some("tool") => conversation.result(&message["tool_call_id"], text(&message["content"]))?,
            Some("assistant") => {
                for call in items(&message["tool_calls"]) {
                    conversation.call(&call["id"], &call["function"]["name"])?;
                }
            }
            _ => {}
        }
    }
    let (message, reason) = match script::next(&conversation)? {
        Step::Say(text) => (json!({ "role": "assistant", "content": text, "refusal": null }), "stop"),
        Step::Call { name, arguments } => {
            let function = json!({ "name": name, "arguments": arguments.to_string() });
            let call = json!({ "id": conversation.next_id(), "type": "function", "function": function });
            (json!({ "role": "assistant", "content": null, "refusal": null, "tool_calls": [call] }), "tool_calls")
        }
    };
    Ok(json!({
        "id": "chatcmpl-scripted",
        "object": "chat.completion",
        "created": 1_767_225_600,
        "model": request["model"],
        "choices": [{ "index": 0, "message": message, "logprobs": null, "finish_reason": reason }],
        "usage": { "prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2 },
    }))
}
