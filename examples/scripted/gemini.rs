//! Gemini's `generateContent`, whole or as a stream of one event.

use axum::Json;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::conversation::{Conversation, items};
use super::{Refusal, Step, authenticate, script};

pub(super) async fn answer(Path(call): Path<String>, headers: HeaderMap, Json(request): Json<Value>) -> Response {
    let reply = match call.split_once(':') {
        Some((model, "generateContent")) => reply(&headers, model, &request).map(|reply| (reply, false)),
        Some((model, "streamGenerateContent")) => reply(&headers, model, &request).map(|reply| (reply, true)),
        _ => Err(Refusal { status: StatusCode::NOT_FOUND, message: format!("`{call}` is not a method") }),
    };
    match reply {
        Ok((reply, false)) => Json(reply).into_response(),
        Ok((reply, true)) => {
            ([(header::CONTENT_TYPE, "text/event-stream")], format!("data: {reply}\r\n\r\n")).into_response()
        }
        Err(Refusal { status, message }) => {
            let name = if status == StatusCode::UNAUTHORIZED { "UNAUTHENTICATED" } else { "INVALID_ARGUMENT" };
            let error = json!({ "code": status.as_u16(), "message": message, "status": name });
            (status, Json(json!({ "error": error }))).into_response()
        }
    }
}

fn reply(headers: &HeaderMap, model: &str, request: &Value) -> Result<Value, Refusal> {
    authenticate(headers, "x-goog-api-key", "")?;
    let mut conversation = Conversation::default();
    conversation.tools = items(&request["tools"])
        .flat_map(|tools| items(&tools["functionDeclarations"]).chain(items(&tools["function_declarations"])))
        .filter_map(|tool| tool["name"].as_str().map(ToOwned::to_owned))
        .collect();
    for content in items(&request["contents"]) {
        for part in items(&content["parts"]) {
            // A call may go without an id; its result then has its name alone.
            if let Some(call) = member(part, "functionCall", "function_call") {
                conversation.call(&call["name"], &call["name"])?;
            } else if let Some(result) = member(part, "functionResponse", "function_response") {
                conversation.result(&result["name"], told(&result["response"]))?;
            } else if content["role"] == "user" {
                conversation.user();
            }
        }
    }
    let part = match script::next(&conversation)? {
        Step::Say(text) => json!({ "text": text }),
        Step::Call { name, arguments } => json!({ "functionCall": { "name": name, "args": arguments } }),
    };
    Ok(json!({
        "candidates": [{ "content": { "role": "model", "parts": [part] }, "finishReason": "STOP", "index": 0 }],
        "usageMetadata": { "promptTokenCount": 1, "candidatesTokenCount": 1, "totalTokenCount": 2 },
        "modelVersion": model,
        "responseId": "scripted",
    }))
}

fn member<'a>(part: &'a Value, name: &str, other: &str) -> Option<&'a Value> {
    part.get(name).or_else(|| part.get(other))
}

/// The text of a result, which is an object here: its `output` or `error`, or all of it.
fn told(response: &Value) -> String {
    let told = ["output", "error"].iter().find_map(|name| response[name].as_str());
    told.map_or_else(|| response.to_string(), ToOwned::to_owned)
}
