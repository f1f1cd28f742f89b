//! A small GitHub: repositories of the people, of which everybody sees the public ones and their own.

mod api;
mod hub;
mod scope;
#[cfg(feature = "testing")]
mod testing;

use std::sync::{Arc, Mutex};

use axum::{
    Json, Router,
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::json;

use self::hub::Hub;
#[cfg(feature = "testing")]
pub use self::testing::{GitHubComment, GitHubIssue, Repositories};
use crate::{
    GitHub, LocalToolkit,
    sandbox::{
        app::{Authority, Consent, Paths, Place, SandboxApp, Scope},
        oauth::{Grant, Issued, Refusal},
    },
};

const PATHS: Paths = Paths {
    authorize: "/login/oauth/authorize",
    decision: "/login/oauth/decision",
    token: "/login/oauth/access_token",
    // An access token is revoked by the REST API.
    revoke: None,
};

/// How long refresh tokens of GitHub Apps are valid, in seconds.
const REFRESH_TOKEN_TTL: u32 = 15_897_600;

/// The app, with repositories that the people share.
pub(in crate::sandbox) struct GitHubApp {
    hub: Arc<Mutex<Hub>>,
}

impl GitHubApp {
    pub(in crate::sandbox) const SLUG: &'static str = "github";

    pub(in crate::sandbox) fn new() -> Self {
        Self { hub: Arc::new(Mutex::new(Hub::seeded())) }
    }
}

/// The toolkit for the app at `place`.
pub(in crate::sandbox) fn toolkit(place: &Place<'_>) -> GitHub {
    GitHub::builder(place.client_id())
        .client_secret(place.client_secret())
        .base_url(place.url(api::BASE))
        .authorize_url(place.url(PATHS.authorize))
        .token_url(place.url(PATHS.token))
        .build()
}

impl SandboxApp for GitHubApp {
    fn slug(&self) -> &'static str {
        Self::SLUG
    }

    fn consent(&self) -> Consent {
        Consent { title: "Allow access to sandbox repositories?", harmless: "their code runs nowhere" }
    }

    fn scopes(&self) -> &'static [Scope] {
        &scope::ALL
    }

    fn paths(&self) -> Paths {
        PATHS
    }

    fn api(&self, authority: Authority) -> Router {
        api::routes(authority, Arc::clone(&self.hub))
    }

    fn toolkit(&self, place: &Place<'_>) -> Arc<dyn LocalToolkit> {
        Arc::new(toolkit(place))
    }

    fn default_grant(&self) -> Option<Grant> {
        Some(Grant::Code)
    }

    /// As for an app whose tokens expire. The scopes are separated by commas here, and by spaces in the request.
    fn issued(&self, issued: &Issued) -> Response {
        let body = json!({
            "access_token": issued.access_token,
            "token_type": "bearer",
            "scope": issued.scopes(','),
            "expires_in": issued.expires_in.as_secs(),
            "refresh_token": issued.refresh_token,
            "refresh_token_expires_in": REFRESH_TOKEN_TTL,
        });
        ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
    }

    /// GitHub has its own errors, with a status of success.
    fn refused(&self, refusal: &Refusal) -> Response {
        let (error, description) = match (refusal.grant, refusal.error) {
            (Some(Grant::Code), _) => ("bad_verification_code", "The code passed is incorrect or expired."),
            (Some(Grant::Refresh), _) => ("bad_refresh_token", "The refresh token passed is incorrect or expired."),
            (None, "invalid_client") => {
                ("incorrect_client_credentials", "The client_id and/or client_secret passed are incorrect.")
            }
            (None, error) => (error, "The request cannot be read."),
        };
        let body = json!({ "error": error, "error_description": description });
        ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
    }
}
