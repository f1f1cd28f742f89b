//! OpenAI's Responses.

use axum::Json;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::chat::refused;
use super::conversation::{Conversation, items, text};
use super::{Refusal, Step, authenticate, script};

pub(super) async fn answer(headers: HeaderMap, Json(request): Json<Value>) -> Response {
    match reply(&headers, &request) {
        Ok(reply) => Json(reply).into_response(),
        Err(refusal) => refused(refusal),
    }
}

fn reply(headers: &HeaderMap, request: &Value) -> Result<Value, Refusal> {
    authenticate(headers, "authorization", "Bearer ")?;
    let mut conversation = Conversation::default();
    conversation.tools =
        items(&request["tools"]).filter_map(|tool| tool["name"].as_str().map(ToOwned::to_owned)).collect();
    for item in items(&request["input"]) {
        match item["type"].as_str() {
            Some("function_call") => conversation.call(&item["call_id"], &item["name"])?,
            Some("function_call_output") => conversation.result(&item["call_id"], text(&item["output"]))?,
            _ if item["role"] == "user" => conversation.user(),
            _ => {}
        }
    }
    let id = conversation.next_id();
    let item = match script::next(&conversation)? {
        Step::Say(text) => json!({
            "type": "message",
            "id": format!("msg_{id}"),
            "status": "completed",
            "role": "assistant",
            "content": [{ "type": "output_text", "text": text, "annotations": [] }],
        }),
        Step::Call { name, arguments } => json!({
            "type": "function_call",
            "id": format!("fc_{id}"),
            "call_id": id,
            "name": name,
            "arguments": arguments.to_string(),
            "status": "completed",
        }),
    };
    Ok(json!({
        "id": "resp_scripted",
        "object": "response",
        "created_at": 1_767_225_600,
        "status": "completed",
        "error": null,
        "incomplete_details": null,
        "instructions": null,
        "model": request["model"],
        "output": [item],
        "parallel_tool_calls": true,
        "tool_choice": "auto",
        "tools": request["tools"],
        "usage": {
            "input_tokens": 1,
            "input_tokens_details": { "cached_tokens": 0 },
            "output_tokens": 1,
            "output_tokens_details": { "reasoning_tokens": 0 },
            "total_tokens": 2,
        },
    }))
}
