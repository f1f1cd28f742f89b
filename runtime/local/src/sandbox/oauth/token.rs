//! The token endpoint and the revocation endpoint.

use axum::{
    Form, Json,
    extract::{State as Shared, rejection::FormRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde::Deserialize;
use serde_json::json;

use super::{
    super::{State, app::SandboxApp, lock},
    Endpoint,
    grants::{Grant, InvalidGrant, Issued},
};

#[derive(Deserialize)]
pub(super) struct TokenRequest {
    grant_type: Option<String>,
    code: Option<String>,
    redirect_uri: Option<String>,
    code_verifier: Option<String>,
    refresh_token: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
}

/// Why the token endpoint gives no tokens, in the terms of RFC 6749, section 5.2.
pub(crate) struct Refusal {
    status: StatusCode,
    pub(crate) error: &'static str,
    description: &'static str,
    /// What was to be exchanged, if that is known and not valid.
    pub(crate) grant: Option<Grant>,
}

impl Refusal {
    fn invalid(grant: Grant, InvalidGrant(description): InvalidGrant) -> Self {
        Self { grant: Some(grant), ..Self::new("invalid_grant", description) }
    }

    fn new(error: &'static str, description: &'static str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, error, description, grant: None }
    }

    fn invalid_client() -> Self {
        let description = "the client is not known or its secret is wrong";
        Self { status: StatusCode::UNAUTHORIZED, error: "invalid_client", description, grant: None }
    }
}

impl From<FormRejection> for Refusal {
    fn from(_: FormRejection) -> Self {
        Self::new("invalid_request", "the body is not a form, or a parameter is repeated")
    }
}

impl Refusal {
    /// The answer in the standard's form.
    pub(crate) fn standard(&self) -> Response {
        let body = Json(json!({ "error": self.error, "error_description": self.description }));
        let mut response = (self.status, [(header::CACHE_CONTROL, "no-store")], body).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            let challenge = axum::http::HeaderValue::from_static("Basic realm=\"sandbox\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

/// Exchanges a code or a refresh token.
pub(super) async fn exchange(
    Shared(endpoint): Shared<Endpoint>,
    headers: HeaderMap,
    form: Result<Form<TokenRequest>, FormRejection>,
) -> Response {
    match issue(&endpoint.state, &*endpoint.app, &headers, form) {
        Ok(issued) => endpoint.app.issued(&issued),
        Err(refusal) => endpoint.app.refused(&refusal),
    }
}

fn issue(
    state: &State,
    app: &dyn SandboxApp,
    headers: &HeaderMap,
    form: Result<Form<TokenRequest>, FormRejection>,
) -> Result<Issued, Refusal> {
    let Form(request) = form?;
    authenticate(state, headers, &request)?;
    let required = |value: Option<String>, description| value.ok_or(Refusal::new("invalid_request", description));
    let grant = match request.grant_type.as_deref() {
        Some("authorization_code") => Some(Grant::Code),
        Some("refresh_token") => Some(Grant::Refresh),
        Some(_) => None,
        None => app.default_grant(),
    };
    match grant {
        Some(grant @ Grant::Code) => {
            let code = required(request.code, "code is missing")?;
            let redirect_uri = required(request.redirect_uri, "redirect_uri is missing")?;
            let verifier = required(request.code_verifier, "code_verifier is missing: PKCE is required")?;
            let issued = lock(&state.grants).exchange(app.slug(), &code, &redirect_uri, &verifier);
            issued.map_err(|invalid| Refusal::invalid(grant, invalid))
        }
        Some(grant @ Grant::Refresh) => {
            let refresh_token = required(request.refresh_token, "refresh_token is missing")?;
            let issued = lock(&state.grants).refresh(app.slug(), &refresh_token);
            issued.map_err(|invalid| Refusal::invalid(grant, invalid))
        }
        None => {
            let description = "grant_type must be authorization_code or refresh_token";
            Err(Refusal::new("unsupported_grant_type", description))
        }
    }
}

#[derive(Deserialize)]
pub(super) struct RevokeRequest {
    token: String,
}

/// Revokes a token with its whole family. As with Google, having the token is enough.
pub(super) async fn revoke(
    Shared(Endpoint { state, app }): Shared<Endpoint>,
    form: Result<Form<RevokeRequest>, FormRejection>,
) -> Response {
    match form {
        Ok(Form(request)) => {
            lock(&state.grants).revoke(app.slug(), &request.token);
            Json(json!({})).into_response()
        }
        Err(rejection) => app.refused(&rejection.into()),
    }
}

/// Checks the client's credentials, in the body or in the header, but not in both.
fn authenticate(state: &State, headers: &HeaderMap, body: &TokenRequest) -> Result<(), Refusal> {
    let (id, secret) = match (basic_credentials(headers), &body.client_secret) {
        (Some(credentials), None) => credentials,
        (None, Some(secret)) => (body.client_id.clone().unwrap_or_default(), secret.clone()),
        _ => return Err(Refusal::invalid_client()),
    };
    if state.client.authenticate(&id, &secret) { Ok(()) } else { Err(Refusal::invalid_client()) }
}

/// Id and secret in HTTP Basic, each form-encoded (RFC 6749, section 2.3.1).
pub(crate) fn basic_credentials(headers: &HeaderMap) -> Option<(String, String)> {
    let encoded = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let decoded = String::from_utf8(BASE64_STANDARD.decode(encoded).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    let form_decoded = |value: &str| {
        url::form_urlencoded::parse(value.as_bytes()).next().map(|(value, _)| value.into_owned()).unwrap_or_default()
    };
    Some((form_decoded(id), form_decoded(secret)))
}
