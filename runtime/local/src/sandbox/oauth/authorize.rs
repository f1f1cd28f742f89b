//! The authorization endpoint: the consent page, and the answer to it.

use std::sync::Arc;

use axum::{
    Form,
    extract::{
        Query, State as Shared,
        rejection::{FormRejection, QueryRejection},
    },
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use url::Url;

use super::{
    super::{State, lock, secret},
    consent::AuthorizationRequest,
    grants::{Access, CodeRequest},
    page::{ConsentPage, ErrorPage},
    scope,
};
use crate::request::is_from_elsewhere;

/// Ties a consent page to the browser that was shown it.
const BROWSER_COOKIE: &str = "sandbox_browser";
/// The maximum length of `state`.
const MAX_STATE_BYTES: usize = 4_096;

#[derive(Deserialize)]
pub(super) struct AuthorizeQuery {
    client_id: Option<String>,
    redirect_uri: Option<String>,
    response_type: Option<String>,
    scope: Option<String>,
    state: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
}

/// Shows the consent page. Without a known client and redirect URI it cannot redirect, so it shows an error page.
pub(super) async fn show(
    Shared(state): Shared<Arc<State>>,
    headers: HeaderMap,
    query: Result<Query<AuthorizeQuery>, QueryRejection>,
) -> Response {
    let Ok(Query(query)) = query else {
        return ErrorPage::new("The request cannot be read: a parameter is repeated or badly encoded.").into_response();
    };
    if query.client_id.as_deref() != Some(state.client.id()) {
        return ErrorPage::new("The request comes from an app that is not registered here.").into_response();
    }
    let Some(redirect_uri) = query.redirect_uri.as_deref().and_then(|uri| state.client.redirect_uri(uri)) else {
        return ErrorPage::new("The redirect URI is not one that the app has registered.").into_response();
    };
    let carried = query.state.clone();
    let request = match check(query, redirect_uri.clone()) {
        Ok(request) => request,
        Err((error, description)) => {
            let parameters = [("error", error), ("error_description", description)];
            return redirect(redirect_uri, &parameters, carried.as_deref());
        }
    };

    let known_browser = cookie(&headers);
    let browser = known_browser.clone().unwrap_or_else(secret::random_token);
    let scopes = request.scopes.clone();
    let transaction = lock(&state.consents).ask(request, &browser);
    let mut response = ConsentPage::new(&state.people, &scopes, transaction).into_response();
    if known_browser.is_none()
        && let Ok(cookie) = HeaderValue::from_str(&format!("{BROWSER_COOKIE}={browser}; HttpOnly; SameSite=Lax"))
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn check(query: AuthorizeQuery, redirect_uri: Url) -> Result<AuthorizationRequest, (&'static str, &'static str)> {
    if query.response_type.as_deref() != Some("code") {
        return Err(("unsupported_response_type", "response_type must be code"));
    }
    if query.code_challenge_method.as_deref() != Some("S256") {
        return Err(("invalid_request", "PKCE is required: code_challenge_method must be S256"));
    }
    let is_challenge = |challenge: &String| {
        challenge.len() == 43 && challenge.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let Some(challenge) = query.code_challenge.filter(is_challenge) else {
        return Err(("invalid_request", "PKCE is required: code_challenge must be 43 characters of base64url"));
    };
    if query.state.as_ref().is_some_and(|state| state.len() > MAX_STATE_BYTES) {
        return Err(("invalid_request", "state is too long"));
    }
    let Some(scopes) = scope::parse(query.scope.as_deref().unwrap_or_default()) else {
        return Err(("invalid_scope", "scope is empty or names one that the sandbox does not know"));
    };
    Ok(AuthorizationRequest { redirect_uri, state: query.state, challenge, scopes })
}

#[derive(Deserialize)]
pub(super) struct Decision {
    transaction: String,
    account: Option<String>,
    decision: String,
}

/// Handles the answer of the consent page and redirects the browser to the app.
pub(super) async fn decide(
    Shared(state): Shared<Arc<State>>,
    headers: HeaderMap,
    form: Result<Form<Decision>, FormRejection>,
) -> Response {
    if is_from_elsewhere(&headers) {
        return ErrorPage::new("Another site has sent this form. Nothing has changed.").into_response();
    }
    let Ok(Form(form)) = form else {
        return ErrorPage::new("The form cannot be read.").into_response();
    };
    // A nonexistent account must not consume the page.
    let person = match form.decision.as_str() {
        "deny" => None,
        "allow" => match state.people.iter().position(|person| Some(person.email) == form.account.as_deref()) {
            Some(person) => Some(person),
            None => return ErrorPage::new("Choose one of the accounts.").into_response(),
        },
        _ => return ErrorPage::new("The form cannot be read.").into_response(),
    };
    let browser = cookie(&headers).unwrap_or_default();
    let Some(request) = lock(&state.consents).take(&form.transaction, &browser) else {
        let message = "This page was answered before, is too old, or was opened in another browser. Go back to the app and \
                       connect again.";
        return ErrorPage::new(message).into_response();
    };
    let Some(person) = person else {
        return redirect(request.redirect_uri, &[("error", "access_denied")], request.state.as_deref());
    };
    let code = lock(&state.grants).issue_code(CodeRequest {
        redirect_uri: request.redirect_uri.to_string(),
        challenge: request.challenge,
        access: Access { person, scopes: request.scopes },
    });
    redirect(request.redirect_uri, &[("code", &code)], request.state.as_deref())
}

fn redirect(mut uri: Url, parameters: &[(&str, &str)], state: Option<&str>) -> Response {
    uri.query_pairs_mut().extend_pairs(parameters).extend_pairs(state.map(|state| ("state", state)));
    ([(header::CACHE_CONTROL, "no-store")], Redirect::to(uri.as_str())).into_response()
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| Some(pair.trim().strip_prefix(BROWSER_COOKIE)?.strip_prefix('=')?.to_owned()))
}
