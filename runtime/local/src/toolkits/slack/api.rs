//! Calls of Slack's Web API.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::super::rest::{Parameters, RestApi};
use crate::ToolError;

/// An object of the API, as Slack returns it.
pub(super) type Object = Map<String, Value>;

/// The Web API, on behalf of one user.
#[derive(Clone, Copy)]
pub(super) struct WebApi<'a>(&'a RestApi<'a>);

impl<'a> WebApi<'a> {
    pub(super) fn new(api: &'a RestApi<'a>) -> Self {
        Self(api)
    }

    /// Calls a method. Every method takes a form, but not every method takes JSON, or GET.
    pub(super) async fn call<T: DeserializeOwned>(&self, method: &str, form: Parameters) -> Result<T, ToolError> {
        let answer: Object = self.0.post_form(&[method], &form).await?;
        if answer.get("ok") != Some(&Value::Bool(true)) {
            return Err(refusal(&answer));
        }
        serde_json::from_value(Value::Object(answer)).map_err(|error| ToolError::InvalidResponse(error.to_string()))
    }

    /// Uploads the content of a file to a URL that Slack gave for it.
    pub(super) async fn upload(&self, url: &str, content: Vec<u8>) -> Result<(), ToolError> {
        self.0.upload(url, content).await
    }
}

/// The longest list of Slack's remarks that is passed on, in characters.
const MAX_REMARK_CHARS: usize = 400;

/// The error of an answer that is not `ok`, which has a status of success.
fn refusal(answer: &Object) -> ToolError {
    let Some(error) = answer.get("error").and_then(Value::as_str) else {
        return ToolError::InvalidResponse("it says neither `ok` nor an error".into());
    };
    let status = match error {
        "invalid_auth" | "not_authed" | "token_expired" | "token_revoked" | "account_inactive" => {
            return ToolError::Unauthorized;
        }
        "missing_scope"
        | "no_permission"
        | "not_in_channel"
        | "access_denied"
        | "restricted_action"
        | "cant_update_message"
        | "cant_delete_message"
        | "edit_window_closed"
        | "not_allowed_token_type" => 403,
        "ratelimited" | "rate_limited" => 429,
        "internal_error" | "fatal_error" | "service_unavailable" | "request_timeout" => 503,
        error if error.ends_with("_not_found") => 404,
        _ => 400,
    };
    let words = |name: &str| answer.get(name).and_then(Value::as_str);
    let remarks = answer.get("response_metadata").and_then(|metadata| metadata["messages"].as_array());
    let mut message = error.to_owned();
    for remark in words("needed")
        .map(|needed| format!("the connection needs {needed}"))
        .into_iter()
        .chain(remarks.into_iter().flatten().filter_map(|remark| remark.as_str().map(str::to_owned)))
    {
        message.push_str("; ");
        message.push_str(&remark);
    }
    let message = message.chars().filter(|char| !char.is_control()).take(MAX_REMARK_CHARS).collect();
    ToolError::Upstream { status, message }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn refused(answer: Value) -> ToolError {
        refusal(answer.as_object().expect("an object"))
    }

    #[test]
    fn an_error_has_the_status_that_fits_it() {
        for (error, expected) in
            [("channel_not_found", 404), ("not_in_channel", 403), ("ratelimited", 429), ("no_text", 400)]
        {
            let ToolError::Upstream { status, message } = refused(json!({ "ok": false, "error": error })) else {
                panic!("{error}")
            };
            assert_eq!((status, message.as_str()), (expected, error));
        }
        for error in ["invalid_auth", "token_expired", "token_revoked"] {
            assert_eq!(refused(json!({ "ok": false, "error": error })), ToolError::Unauthorized);
        }
    }

    #[test]
    fn an_error_carries_what_slack_says_about_it() {
        let scope = json!({ "ok": false, "error": "missing_scope", "needed": "chat:write", "provided": "identify" });
        let message = "missing_scope; the connection needs chat:write".to_owned();
        assert_eq!(refused(scope), ToolError::Upstream { status: 403, message });
        let remarks = json!({ "messages": ["[ERROR] missing required field: channel"] });
        let arguments = json!({ "ok": false, "error": "invalid_arguments", "response_metadata": remarks });
        let message = "invalid_arguments; [ERROR] missing required field: channel".to_owned();
        assert_eq!(refused(arguments), ToolError::Upstream { status: 400, message });
        let long = refused(json!({ "ok": false, "error": "x".repeat(100_000) })).to_string();
        assert!(long.len() < 2 * MAX_REMARK_CHARS, "{}", long.len());
        assert!(matches!(refused(json!({ "surprise": true })), ToolError::InvalidResponse(_)));
    }
}
