//! The pages that people see.

use askama::Template;
use axum::{
    http::{HeaderName, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use super::super::{
    app::{Consent, Scope},
    people::{PEOPLE, Person},
    secret,
};

/// Asks a person to choose an account and to allow or deny.
#[derive(Template)]
#[template(path = "sandbox/consent.html")]
pub(super) struct ConsentPage<'a> {
    consent: Consent,
    people: &'static [Person],
    scopes: &'a [&'static Scope],
    transaction: String,
    nonce: String,
}

impl<'a> ConsentPage<'a> {
    pub(super) fn new(consent: Consent, scopes: &'a [&'static Scope], transaction: String) -> Self {
        Self { consent, people: &PEOPLE, scopes, transaction, nonce: secret::random_token() }
    }
}

impl IntoResponse for ConsentPage<'_> {
    fn into_response(self) -> Response {
        respond(StatusCode::OK, &self, &self.nonce)
    }
}

/// Explains why a request ends here.
#[derive(Template)]
#[template(path = "sandbox/error.html")]
pub(super) struct ErrorPage {
    message: &'static str,
    nonce: String,
}

impl ErrorPage {
    pub(super) fn new(message: &'static str) -> Self {
        Self { message, nonce: secret::random_token() }
    }
}

impl IntoResponse for ErrorPage {
    fn into_response(self) -> Response {
        respond(StatusCode::BAD_REQUEST, &self, &self.nonce)
    }
}

fn respond(status: StatusCode, page: &impl Template, nonce: &str) -> Response {
    let Ok(html) = page.render() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    // No `form-action`, because browsers also apply it to the redirects after a form, and those lead to the app.
    let policy = format!("default-src 'none'; style-src 'nonce-{nonce}'; frame-ancestors 'none'; base-uri 'none'");
    let headers: [(HeaderName, &str); 5] = [
        (header::CONTENT_SECURITY_POLICY, &policy),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers, Html(html)).into_response()
}
