//! Gmail, over its REST API v1, with the slugs, arguments and results of Composio's public catalogue.

mod api;
mod compose;
mod message;
#[cfg(test)]
mod tests;
mod tools;

use serde_json::Value;
use url::Url;

use self::api::Mailbox;
use super::{rest::RestApi, table::ToolTable};
use crate::{BoxFuture, Caller, LocalToolkit, OAuth2Endpoints, ToolCall, ToolDefinition, ToolError};

const BASE_URL: &str = "https://gmail.googleapis.com";
const AUTHORIZE_URL: &str = "https://accounts.google.com/o/oauth2/v2/auth";
const TOKEN_URL: &str = "https://oauth2.googleapis.com/token";
const REVOKE_URL: &str = "https://oauth2.googleapis.com/revoke";

const SCOPE_MODIFY: &str = "https://www.googleapis.com/auth/gmail.modify";

/// An envelope, drawn for this crate.
const LOGO: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E\
%3Crect x='1.5' y='4' width='21' height='16' rx='2.5' fill='%23fff' stroke='%23c5221f' stroke-width='2'/%3E\
%3Cpath d='M3 6.5l9 7 9-7' fill='none' stroke='%23c5221f' stroke-width='2'/%3E%3C/svg%3E";

/// The Gmail toolkit.
///
/// It calls the real Gmail API with an OAuth client of your own. Every URL can be changed, e.g. to an emulator or to
/// the [sandbox provider](crate::SandboxProvider).
///
/// # Examples
///
/// ```
/// # mod tool_router { pub use tool_router_local as local; }
/// use tool_router::local::{Gmail, LocalToolkit};
///
/// let gmail = Gmail::builder("1234.apps.googleusercontent.com").client_secret("from the Google console").build();
/// assert_eq!(gmail.slug(), "gmail");
/// assert!(gmail.tools().iter().any(|tool| tool.slug == "GMAIL_FETCH_EMAILS"));
/// ```
pub struct Gmail {
    base_url: Url,
    endpoints: OAuth2Endpoints,
    tools: ToolTable,
}

impl Gmail {
    /// Starts building a toolkit with Google's own endpoints and the OAuth client `client_id`, which is registered in
    /// Google's console.
    pub fn builder(client_id: impl Into<String>) -> GmailBuilder {
        let endpoints = OAuth2Endpoints::new(google(AUTHORIZE_URL), google(TOKEN_URL), client_id)
            .revoke_url(google(REVOKE_URL))
            .scopes([SCOPE_MODIFY])
            // Google issues a refresh token only for offline access, and only with new consent.
            .authorize_param("access_type", "offline")
            .authorize_param("prompt", "consent");
        GmailBuilder { base_url: google(BASE_URL), endpoints }
    }
}

impl std::fmt::Debug for Gmail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gmail")
            .field("base_url", &self.base_url.as_str())
            .field("endpoints", &self.endpoints)
            .finish_non_exhaustive()
    }
}

fn google(url: &'static str) -> Url {
    Url::parse(url).expect("Google's URLs are constants of this file")
}

/// Configures a [`Gmail`] toolkit.
#[derive(Clone, Debug)]
#[must_use]
pub struct GmailBuilder {
    base_url: Url,
    endpoints: OAuth2Endpoints,
}

impl GmailBuilder {
    /// Sets the secret of the OAuth client.
    pub fn client_secret(mut self, secret: impl Into<String>) -> Self {
        self.endpoints = self.endpoints.client_secret(secret);
        self
    }

    /// Replaces the scopes that users are asked for. The default, `gmail.modify`, is enough for every tool.
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.endpoints = self.endpoints.scopes(scopes);
        self
    }

    /// Sets the base URL of the Gmail API, without `/gmail/v1`.
    pub fn base_url(mut self, url: Url) -> Self {
        self.base_url = url;
        self
    }

    /// Sets where the user's browser is sent to give consent.
    pub fn authorize_url(mut self, url: Url) -> Self {
        self.endpoints.authorize_url = url;
        self
    }

    /// Sets where codes and refresh tokens are exchanged.
    pub fn token_url(mut self, url: Url) -> Self {
        self.endpoints.token_url = url;
        self
    }

    /// Sets where tokens are revoked.
    pub fn revoke_url(mut self, url: Url) -> Self {
        self.endpoints.revoke_url = Some(url);
        self
    }

    /// Builds the toolkit.
    pub fn build(self) -> Gmail {
        Gmail { base_url: self.base_url, endpoints: self.endpoints, tools: tools::table() }
    }
}

impl LocalToolkit for Gmail {
    fn slug(&self) -> &str {
        "gmail"
    }

    fn name(&self) -> &str {
        "Gmail"
    }

    fn description(&self) -> &str {
        "Gmail is Google's email service: search and read mail, write drafts, send and reply, and organise with labels."
    }

    fn logo(&self) -> &str {
        LOGO
    }

    fn auth(&self) -> Option<&OAuth2Endpoints> {
        Some(&self.endpoints)
    }

    fn tools(&self) -> &[ToolDefinition] {
        self.tools.definitions()
    }

    fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
        self.tools.execute(&self.base_url, call)
    }

    fn proxy_base(&self) -> Option<&Url> {
        Some(&self.base_url)
    }

    fn current_user<'a>(&'a self, caller: Caller<'a>) -> BoxFuture<'a, Result<Option<Value>, ToolError>> {
        Box::pin(async move {
            let api = RestApi::new(&self.base_url, caller);
            match Mailbox::new(&api, "me").profile().await {
                // A token that may only send cannot read the profile, and emulators may not have one.
                Err(ToolError::Upstream { status: 403 | 404, .. }) => Ok(None),
                profile => profile.map(Some),
            }
        })
    }
}
