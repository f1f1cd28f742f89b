//! The authorization endpoint: the consent page, and the answer to it.

use std::collections::HashMap;

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
    super::{
        app::{SandboxApp, Scope},
        lock,
        people::PEOPLE,
        secret,
    },
    Endpoint,
    consent::AuthorizationRequest,
    grants::{Access, CodeRequest},
    page::{ConsentPage, ErrorPage},
};
use crate::request::is_from_elsewhere;

/// Ties a consent page to the browser that was shown it.
const BROWSER_COOKIE: &str = "sandbox_browser";
/// The maximum length of `state`.
const MAX_STATE_BYTES: usize = 4_096;

/// The parameters of an authorization request, each given once.
struct Parameters(HashMap<String, String>);

impl Parameters {
    fn new(pairs: Vec<(String, String)>) -> Option<Self> {
        let mut parameters = HashMap::new();
        let is_new = |(name, value)| parameters.insert(name, value).is_none();
        pairs.into_iter().all(is_new).then_some(Self(parameters))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

/// Shows the consent page. Without a known client and redirect URI it cannot redirect, so it shows an error page.
pub(super) async fn show(
    Shared(Endpoint { state, app }): Shared<Endpoint>,
    headers: HeaderMap,
    query: Result<Query<Vec<(String, String)>>, QueryRejection>,
) -> Response {
    let Some(query) = query.ok().and_then(|Query(pairs)| Parameters::new(pairs)) else {
        return ErrorPage::new("The request cannot be read: a parameter is repeated or badly encoded.").into_response();
    };
    if query.get("client_id") != Some(state.client.id()) {
        return ErrorPage::new("The request comes from an app that is not registered here.").into_response();
    }
    let Some(redirect_uri) = query.get("redirect_uri").and_then(|uri| state.client.redirect_uri(uri)) else {
        return ErrorPage::new("The redirect URI is not one that the app has registered.").into_response();
    };
    let request = match check(&*app, &query.0, redirect_uri.clone()) {
        Ok(request) => request,
        Err((error, description)) => {
            let parameters = [("error", error), ("error_description", description)];
            return redirect(redirect_uri, &parameters, query.get("state"));
        }
    };

    let known_browser = cookie(&headers);
    let browser = known_browser.clone().unwrap_or_else(secret::random_token);
    let scopes = request.scopes.clone();
    let transaction = lock(&state.consents).ask(request, &browser);
    let mut response = ConsentPage::new(app.consent(), &scopes, transaction).into_response();
    if known_browser.is_none()
        && let Ok(cookie) = HeaderValue::from_str(&format!("{BROWSER_COOKIE}={browser}; HttpOnly; SameSite=Lax"))
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The request that these parameters make, or an error's name and description.
pub(super) fn check(
    app: &dyn SandboxApp,
    query: &HashMap<String, String>,
    redirect_uri: Url,
) -> Result<AuthorizationRequest, (&'static str, &'static str)> {
    let query = |name: &str| query.get(name).map(String::as_str);
    if query("response_type") != Some("code") {
        return Err(("unsupported_response_type", "response_type must be code"));
    }
    if query("code_challenge_method") != Some("S256") {
        return Err(("invalid_request", "PKCE is required: code_challenge_method must be S256"));
    }
    let is_challenge = |challenge: &&str| {
        challenge.len() == 43 && challenge.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let Some(challenge) = query("code_challenge").filter(is_challenge) else {
        return Err(("invalid_request", "PKCE is required: code_challenge must be 43 characters of base64url"));
    };
    if query("state").is_some_and(|state| state.len() > MAX_STATE_BYTES) {
        return Err(("invalid_request", "state is too long"));
    }
    let asked = query(app.scope_parameter()).unwrap_or_default();
    let Some(scopes) = known_scopes(app, asked) else {
        return Err(("invalid_scope", "the scope is empty or names one that the sandbox does not know"));
    };
    let (state, challenge) = (query("state").map(str::to_owned), challenge.to_owned());
    Ok(AuthorizationRequest { app: app.slug().into(), redirect_uri, state, challenge, scopes })
}

/// The scopes of a list; `None` if it is empty or contains an unknown one.
fn known_scopes(app: &dyn SandboxApp, list: &str) -> Option<Vec<&'static Scope>> {
    let mut scopes: Vec<&Scope> = Vec::new();
    for name in list.split(app.scope_separator()).filter(|name| !name.is_empty()) {
        let scope = app.scopes().iter().find(|scope| scope.name == name)?;
        if !scopes.iter().any(|known| known.name == scope.name) {
            scopes.push(scope);
        }
    }
    (!scopes.is_empty()).then_some(scopes)
}

#[derive(Deserialize)]
pub(super) struct Decision {
    transaction: String,
    account: Option<String>,
    decision: String,
}

/// Handles the answer of the consent page and redirects the browser to the app.
pub(super) async fn decide(
    Shared(Endpoint { state, app }): Shared<Endpoint>,
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
        "allow" => match PEOPLE.iter().position(|person| Some(person.email) == form.account.as_deref()) {
            Some(person) => Some(person),
            None => return ErrorPage::new("Choose one of the accounts.").into_response(),
        },
        _ => return ErrorPage::new("The form cannot be read.").into_response(),
    };
    let browser = cookie(&headers).unwrap_or_default();
    let Some(request) = lock(&state.consents).take(app.slug(), &form.transaction, &browser) else {
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
        access: Access { app: request.app, person, scopes: request.scopes },
    });
    redirect(request.redirect_uri, &[("code", &code)], request.state.as_deref())
}

fn redirect(uri: Url, parameters: &[(&str, &str)], state: Option<&str>) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Redirect::to(with(uri, parameters, state).as_str())).into_response()
}

/// The redirect URI with the answer to a request.
pub(super) fn with(mut uri: Url, parameters: &[(&str, &str)], state: Option<&str>) -> Url {
    uri.query_pairs_mut().extend_pairs(parameters).extend_pairs(state.map(|state| ("state", state)));
    uri
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| Some(pair.trim().strip_prefix(BROWSER_COOKIE)?.strip_prefix('=')?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::apps::gmail::{GmailApp, scope::MODIFY},
        *,
    };

    #[test]
    fn only_known_scopes_are_parsed() {
        let app = GmailApp::new();
        let names = |list: &str| {
            known_scopes(&app, list).map(|scopes| scopes.iter().map(|scope| scope.name).collect::<Vec<_>>())
        };
        assert_eq!(names(&format!("{MODIFY}  openid {MODIFY}")), Some(vec![MODIFY, "openid"]));
        assert_eq!(names("openid admin"), None);
        assert_eq!(names(" "), None);
    }
}
