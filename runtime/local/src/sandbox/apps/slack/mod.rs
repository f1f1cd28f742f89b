//! A small Slack: one workspace, of which everybody sees what they are a member of.

mod api;
mod scope;
#[cfg(feature = "testing")]
mod testing;
mod workspace;

use std::sync::{Arc, Mutex};

use axum::{
    Json, Router,
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::json;

#[cfg(feature = "testing")]
pub use self::testing::{SlackMessage, Workspace as TestWorkspace};
use self::workspace::{TEAM_ID, TEAM_NAME, USERS, Workspace};
use crate::{
    LocalToolkit, Slack,
    sandbox::{
        app::{Authority, Consent, Paths, Place, SandboxApp, Scope},
        oauth::{Grant, Issued, Refusal},
    },
};

const PATHS: Paths = Paths {
    authorize: "/oauth/v2/authorize",
    decision: "/oauth/v2/decision",
    token: "/api/oauth.v2.access",
    // It is a method of the API.
    revoke: None,
};

/// What separates scopes.
const SEPARATOR: char = ',';

/// The app, with a workspace that the people share.
pub(in crate::sandbox) struct SlackApp {
    workspace: Arc<Mutex<Workspace>>,
}

impl SlackApp {
    pub(in crate::sandbox) const SLUG: &'static str = "slack";

    pub(in crate::sandbox) fn new() -> Self {
        Self { workspace: Arc::new(Mutex::new(Workspace::seeded())) }
    }
}

/// The toolkit for the app at `place`.
pub(in crate::sandbox) fn toolkit(place: &Place<'_>) -> Slack {
    Slack::builder(place.client_id())
        .client_secret(place.client_secret())
        .base_url(place.url("/api"))
        .authorize_url(place.url(PATHS.authorize))
        .token_url(place.url(PATHS.token))
        .revoke_url(place.url("/api/auth.revoke"))
        .build()
}

impl SandboxApp for SlackApp {
    fn slug(&self) -> &'static str {
        Self::SLUG
    }

    fn consent(&self) -> Consent {
        Consent { title: "Allow access to a sandbox workspace?", harmless: "their messages go nowhere" }
    }

    fn scopes(&self) -> &'static [Scope] {
        &scope::ALL
    }

    fn paths(&self) -> Paths {
        PATHS
    }

    fn api(&self, authority: Authority) -> Router {
        api::routes(authority, Arc::clone(&self.workspace))
    }

    fn toolkit(&self, place: &Place<'_>) -> Arc<dyn LocalToolkit> {
        Arc::new(toolkit(place))
    }

    fn scope_parameter(&self) -> &'static str {
        "user_scope"
    }

    fn scope_separator(&self) -> char {
        SEPARATOR
    }

    fn default_grant(&self) -> Option<Grant> {
        Some(Grant::Code)
    }

    /// With a code, Slack nests the user's tokens; with a refresh token, it does not.
    fn issued(&self, issued: &Issued) -> Response {
        let user = USERS.get(issued.access.person).map(|user| user.id);
        let tokens = json!({
            "access_token": issued.access_token,
            "token_type": "user",
            "refresh_token": issued.refresh_token,
            "expires_in": issued.expires_in.as_secs(),
            "scope": issued.scopes(SEPARATOR),
        });
        let mut body = json!({
            "ok": true,
            "app_id": "A0SANDBOX1",
            "authed_user": { "id": user },
            "team": { "id": TEAM_ID, "name": TEAM_NAME },
            "enterprise": null,
            "is_enterprise_install": false,
        });
        let place = match issued.grant {
            Grant::Code => &mut body["authed_user"],
            Grant::Refresh => &mut body,
        };
        if let (Some(place), Some(tokens)) = (place.as_object_mut(), tokens.as_object()) {
            place.extend(tokens.clone());
        }
        ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
    }

    /// Slack has its own errors, with a status of success.
    fn refused(&self, refusal: &Refusal) -> Response {
        let error = match (refusal.grant, refusal.error) {
            (Some(Grant::Code), _) => "invalid_code",
            (Some(Grant::Refresh), _) => "invalid_refresh_token",
            (None, "invalid_client") => "bad_client_secret",
            (None, "unsupported_grant_type") => "invalid_grant_type",
            (None, _) => "invalid_arguments",
        };
        ([(header::CACHE_CONTROL, "no-store")], Json(json!({ "ok": false, "error": error }))).into_response()
    }
}
