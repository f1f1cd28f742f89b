//! Anthropic's Messages.

use axum::Json;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::conversation::{Conversation, items, text};
use super::{Refusal, Step, authenticate, script};

pub(super) async fn answer(headers: HeaderMap, Json(request): Json<Value>) -> Response {
    match reply(&headers, &request) {
        Ok(reply) => Json(reply).into_response(),
        Err(Refusal { status, message }) => {
            let kind =
                if status == StatusCode::UNAUTHORIZED { "authentication_error" } else { "invalid_request_error" };
            (status, Json(json!({ "type": "error", "error": { "type": kind, "message": message } }))).into_response()
        }
    }
}

fn reply(headers: &HeaderMap, request: &Value) -> Result<Value, Refusal> {
    authenticate(headers, "x-api-key", "")?;
    if !headers.contains_key("anthropic-version") {
        return Err(Refusal::new("anthropic-version: header is required"));
    }
    if !request["max_tokens"].is_u64() {
        return Err(Refusal::new("max_tokens: Field required"));
    }
    let mut conversation = Conversation::default();
    conversation.tools =
        items(&request["tools"]).filter_map(|tool| tool["name"].as_str().map(ToOwned::to_owned)).collect();
    for message in items(&request["messages"]) {
        if message["content"].is_string() && message["role"] == "user" {
            conversation.user();
        }
        for block in items(&message["content"]) {
            match block["type"].as_str() {
                Some("tool_use") => conversation.call(&block["id"], &block["name"])?,
                Some("tool_result") => conversation.result(&block["tool_use_id"], text(&block["content"]))?,
                Some("text") if message["role"] == "user" => conversation.user(),
                _ => {}
            }
        }
    }
    let (block, reason) = match script::next(&conversation)? {
        Step::Say(text) => (json!({ "type": "text", "text": text }), "end_turn"),
        Step::Call { name, arguments } => {
            (json!({ "type": "tool_use", "id": conversation.next_id(), "name": name, "input": arguments }), "tool_use")
        }
    };
    Ok(json!({
        "id": "msg_scripted",
        "type": "message",
        "role": "assistant",
        "model": request["model"],
        "content": [block],
        "stop_reason": reason,
        "stop_sequence": null,
        "usage": { "input_tokens": 1, "output_tokens": 1 },
    }))
}
