use std::time::SystemTime;

use serde_json::Value;

use super::answer::{Answer, excerpt};
use super::credential::Credential;
use super::retry;
use crate::error::ApiError;

/// Reads a refusal. No field is taken for granted: a proxy on the way may have written the body.
///
/// `idempotent` says whether the request changes nothing more when it is sent twice.
pub(super) fn refusal(answer: &Answer, credential: &Credential, idempotent: bool) -> ApiError {
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let error = &body["error"];
    let text = |value: &Value| {
        let text = value.as_str().filter(|text| !text.is_empty())?;
        Some(credential.redact(text))
    };
    let message = text(&error["message"])
        .or_else(|| text(&body["message"]))
        .or_else(|| text(error))
        .or_else(|| excerpt(&answer.body, credential))
        .unwrap_or_else(|| "no details in the answer".to_owned());
    let details = error["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    let request_id = answer.headers.get("x-request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    ApiError {
        method: answer.method.to_string(),
        path: answer.path.clone(),
        status: answer.status.as_u16(),
        slug: text(&error["slug"]),
        code: error["code"].as_i64(),
        message,
        suggested_fix: text(&error["suggested_fix"]),
        request_id: request_id.or_else(|| text(&error["request_id"])),
        details: details.iter().filter_map(text).collect(),
        retry_after: retry::retry_after(&answer.headers, SystemTime::now()),
        should_retry: retry::should_retry(&answer.headers),
        idempotent,
        left: None,
    }
}
