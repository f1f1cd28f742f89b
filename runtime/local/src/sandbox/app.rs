//! What makes an app of the provider.

use std::{any::Any, sync::Arc};

use axum::{
    Json, Router,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use secrecy::ExposeSecret;
use serde_json::json;
use url::Url;

use super::{
    State, lock,
    oauth::{Access, Client, Grant, Issued, Refusal, basic_credentials},
};
use crate::LocalToolkit;

/// An app of the sandbox provider: an API with data of its own, and how its tokens are asked for.
///
/// Each app is served under its [slug](Self::slug). The authorization server is the same for all of them; the provided
/// methods follow the OAuth standard, and an app whose original deviates from it replaces them.
pub(super) trait SandboxApp: Any + Send + Sync {
    /// The slug of the toolkit that the app is for, which is also its path.
    fn slug(&self) -> &str;

    /// What the consent page says.
    fn consent(&self) -> Consent;

    /// Every scope that a token can have.
    fn scopes(&self) -> &'static [Scope];

    /// The paths of the authorization server.
    fn paths(&self) -> Paths;

    /// The API's routes, which ask `authority` about tokens.
    fn api(&self, authority: Authority) -> Router;

    /// The toolkit, configured for this app.
    fn toolkit(&self, place: &Place<'_>) -> Arc<dyn LocalToolkit>;

    /// The parameter of an authorization request that lists scopes.
    fn scope_parameter(&self) -> &'static str {
        "scope"
    }

    /// What separates scopes.
    fn scope_separator(&self) -> char {
        ' '
    }

    /// What a request to the token endpoint exchanges that does not say so.
    fn default_grant(&self) -> Option<Grant> {
        None
    }

    /// The token endpoint's answer with tokens (RFC 6749, section 5.1).
    fn issued(&self, issued: &Issued) -> Response {
        let body = json!({
            "access_token": issued.access_token,
            "token_type": "Bearer",
            "expires_in": issued.expires_in.as_secs(),
            "refresh_token": issued.refresh_token,
            "scope": issued.scopes(self.scope_separator()),
        });
        ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
    }

    /// The token endpoint's answer without tokens (RFC 6749, section 5.2).
    fn refused(&self, refusal: &Refusal) -> Response {
        refusal.standard()
    }
}

/// The words of the consent page.
pub(super) struct Consent {
    /// The question at the top.
    pub(super) title: &'static str,
    /// What happens to the data of the people.
    pub(super) harmless: &'static str,
}

/// A scope, and what the consent page says about it.
pub(super) struct Scope {
    pub(super) name: &'static str,
    pub(super) meaning: &'static str,
}

/// The paths of the authorization server under the app's own path.
pub(super) struct Paths {
    pub(super) authorize: &'static str,
    /// Where the consent page is answered: `decision` beside `authorize`.
    pub(super) decision: &'static str,
    pub(super) token: &'static str,
    /// If tokens are revoked as in RFC 7009.
    pub(super) revoke: Option<&'static str>,
}

/// Where an app is served, and the client that is registered there.
pub(super) struct Place<'a> {
    base: Url,
    client: &'a Client,
}

impl<'a> Place<'a> {
    /// The place of the app with this slug at a provider that is mounted at `provider`.
    pub(super) fn new(provider: &Url, slug: &str, client: &'a Client) -> Self {
        Self { base: below(provider, slug), client }
    }

    /// The URL of `path` in the app; of the app itself, if it is empty.
    pub(super) fn url(&self, path: &str) -> Url {
        below(&self.base, path)
    }

    pub(super) fn client_id(&self) -> &str {
        self.client.id()
    }

    pub(super) fn client_secret(&self) -> &str {
        self.client.secret().expose_secret()
    }
}

fn below(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().extend(path.split('/').filter(|segment| !segment.is_empty()));
    }
    url
}

/// Knows the tokens of one app.
#[derive(Clone)]
pub(super) struct Authority {
    state: Arc<State>,
    app: Arc<str>,
}

impl Authority {
    pub(super) fn new(state: Arc<State>, app: &str) -> Self {
        Self { state, app: app.into() }
    }

    /// What the bearer token of a request allows; `None` if there is none, or it is not valid for this app.
    pub(super) fn access(&self, headers: &HeaderMap) -> Option<Access> {
        self.access_of(bearer(headers)?)
    }

    /// What an access token allows; `None` if it is not valid for this app.
    pub(super) fn access_of(&self, token: &str) -> Option<Access> {
        lock(&self.state.grants).access(&self.app, token)
    }

    /// Whether the request has the credentials of the client with this id.
    pub(super) fn is_client(&self, headers: &HeaderMap, client_id: &str) -> bool {
        basic_credentials(headers)
            .is_some_and(|(id, secret)| id == client_id && self.state.client.authenticate(&id, &secret))
    }

    /// Revokes a token with its whole family.
    pub(super) fn revoke(&self, token: &str) {
        lock(&self.state.grants).revoke(&self.app, token);
    }
}

/// The bearer token of a request.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}
