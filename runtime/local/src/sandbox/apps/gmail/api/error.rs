//! Errors in the shape of Google's APIs.

use axum::{
    Json,
    extract::rejection::JsonRejection,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::super::mail::MailError;

/// An error of the API.
#[derive(Debug)]
pub(super) struct ApiError {
    status: StatusCode,
    /// Google's name for the kind of error.
    name: &'static str,
    message: String,
}

impl ApiError {
    pub(super) fn unauthenticated() -> Self {
        let message = "Request had invalid authentication credentials. Expected OAuth 2 access token.";
        Self { status: StatusCode::UNAUTHORIZED, name: "UNAUTHENTICATED", message: message.into() }
    }

    pub(super) fn insufficient_scope() -> Self {
        let message = "Request had insufficient authentication scopes.";
        Self { status: StatusCode::FORBIDDEN, name: "PERMISSION_DENIED", message: message.into() }
    }

    pub(super) fn other_account() -> Self {
        let message = "Delegation denied for this account.";
        Self { status: StatusCode::FORBIDDEN, name: "PERMISSION_DENIED", message: message.into() }
    }

    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, name: "INVALID_ARGUMENT", message: message.into() }
    }
}

impl From<MailError> for ApiError {
    fn from(error: MailError) -> Self {
        match error {
            MailError::Invalid(message) => Self::invalid(message),
            MailError::NotFound => Self {
                status: StatusCode::NOT_FOUND,
                name: "NOT_FOUND",
                message: "Requested entity was not found.".into(),
            },
            MailError::Conflict(message) => {
                Self { status: StatusCode::CONFLICT, name: "ALREADY_EXISTS", message: message.into() }
            }
            MailError::Full => Self {
                status: StatusCode::FORBIDDEN,
                name: "RESOURCE_EXHAUSTED",
                message: "The sandbox mailbox is full. Start the sandbox again to empty it.".into(),
            },
        }
    }
}

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        Self { status: rejection.status(), ..Self::invalid(rejection.body_text()) }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = json!({
            "error": { "code": self.status.as_u16(), "message": self.message, "status": self.name },
        });
        let mut response = (self.status, Json(body)).into_response();
        let challenge = match self.status {
            StatusCode::UNAUTHORIZED => Some("Bearer error=\"invalid_token\""),
            StatusCode::FORBIDDEN if self.name == "PERMISSION_DENIED" => Some("Bearer error=\"insufficient_scope\""),
            _ => None,
        };
        if let Some(challenge) = challenge {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        response
    }
}
