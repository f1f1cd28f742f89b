//! Why something is refused, in GitHub's words.

use std::fmt;

use axum::http::StatusCode;
use serde_json::{Value, json};

/// An error of the API.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) status: StatusCode,
    message: String,
    errors: Vec<Value>,
    /// Scopes that would have been enough.
    pub(crate) accepted_scopes: Option<&'static str>,
}

impl Failure {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), errors: Vec::new(), accepted_scopes: None }
    }

    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Not Found")
    }

    /// As [`not_found`](Self::not_found): it tells nobody what there is.
    pub(crate) fn missing_scope(accepted: &'static str) -> Self {
        Self { accepted_scopes: Some(accepted), ..Self::not_found() }
    }

    pub(crate) fn forbidden(message: &'static str) -> Self {
        Self::new(StatusCode::FORBIDDEN, message)
    }

    pub(crate) fn conflict(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, message)
    }

    pub(crate) fn unprocessable(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, message)
    }

    /// A field that is not valid, with one of GitHub's codes.
    pub(crate) fn invalid(resource: &str, field: &str, code: &str) -> Self {
        let error = json!({ "resource": resource, "field": field, "code": code });
        Self { errors: vec![error], ..Self::unprocessable("Validation Failed") }
    }

    /// Something that is not valid, in words.
    pub(crate) fn custom(resource: &str, message: impl Into<String>) -> Self {
        let error = json!({ "resource": resource, "code": "custom", "message": message.into() });
        Self { errors: vec![error], ..Self::unprocessable("Validation Failed") }
    }

    pub(crate) fn render(&self) -> Value {
        let mut body = json!({
            "message": self.message,
            "documentation_url": "https://docs.github.com/rest",
            "status": self.status.as_str(),
        });
        if !self.errors.is_empty() {
            body["errors"] = Value::Array(self.errors.clone());
        }
        body
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
