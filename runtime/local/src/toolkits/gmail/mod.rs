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
use super::{
    provider::{Provider, known, provider_builder},
    rest::RestApi,
    table::ToolTable,
};
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
    provider: Provider,
    tools: ToolTable,
}

impl Gmail {
    /// Starts building a toolkit with Google's own endpoints and the OAuth client `client_id`, which is registered in
    /// Google's console.
    pub fn builder(client_id: impl Into<String>) -> GmailBuilder {
        let endpoints = OAuth2Endpoints::new(known(AUTHORIZE_URL), known(TOKEN_URL), client_id)
            .revoke_url(known(REVOKE_URL))
            .scopes([SCOPE_MODIFY])
            // Google issues a refresh token only for offline access, and only with new consent.
            .authorize_param("access_type", "offline")
            .authorize_param("prompt", "consent");
        GmailBuilder(Provider { base_url: known(BASE_URL), endpoints })
    }
}

provider_builder! {
    /// Configures a [`Gmail`] toolkit.
    GmailBuilder builds Gmail,
    scopes: "Replaces the scopes that users are asked for. The default, `gmail.modify`, is enough for every tool.",
    base_url: "Sets the base URL of the Gmail API, without `/gmail/v1`.",
    token_url: "Sets where codes and refresh tokens are exchanged.",
    revoke_url: "Sets where tokens are revoked.",
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

    fn categories(&self) -> &[&str] {
        &["collaboration & communication"]
    }

    fn auth(&self) -> Option<&OAuth2Endpoints> {
        Some(&self.provider.endpoints)
    }

    fn tools(&self) -> &[ToolDefinition] {
        self.tools.definitions()
    }

    fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
        self.tools.execute(&self.provider.base_url, call)
    }

    fn proxy_base(&self) -> Option<&Url> {
        Some(&self.provider.base_url)
    }

    fn published_base(&self) -> Option<&str> {
        Some(BASE_URL)
    }

    fn current_user<'a>(&'a self, caller: Caller<'a>) -> BoxFuture<'a, Result<Option<Value>, ToolError>> {
        Box::pin(async move {
            let api = RestApi::new(&self.provider.base_url, caller);
            match Mailbox::new(&api, "me").profile().await {
                // A token that may only send cannot read the profile, and emulators may not have one.
                Err(ToolError::Upstream { status: 403 | 404, .. }) => Ok(None),
                profile => profile.map(Some),
            }
        })
    }
}
