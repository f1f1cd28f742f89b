//! Slack, over its Web API, with the slugs, arguments and results of Composio's public catalogue.

mod api;
#[cfg(test)]
mod tests;
mod tools;

use serde_json::Value;
use url::Url;

use self::api::{Object, WebApi};
use super::{
    rest::{Parameters, RestApi},
    table::ToolTable,
};
use crate::{BoxFuture, Caller, LocalToolkit, OAuth2Endpoints, ToolCall, ToolDefinition, ToolError};

const BASE_URL: &str = "https://slack.com/api";
const AUTHORIZE_URL: &str = "https://slack.com/oauth/v2/authorize";
const TOKEN_URL: &str = "https://slack.com/api/oauth.v2.access";
const REVOKE_URL: &str = "https://slack.com/api/auth.revoke";

/// What all tools together need.
const SCOPES: [&str; 18] = [
    "channels:history",
    "channels:read",
    "chat:write",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
    "mpim:write",
    "reactions:write",
    "search:read",
    "team:read",
    "users:read",
    "users:read.email",
];

/// A speech bubble with a hash, drawn for this crate.
const LOGO: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E\
%3Cpath d='M2 4h20v14H10l-5 4v-4H2z' fill='%234a154b'/%3E\
%3Cpath d='M10 7l-1 8M15 7l-1 8M7 9.5h10M6.5 12.5h10' stroke='%23fff' stroke-width='1.5'/%3E%3C/svg%3E";

/// The Slack toolkit.
///
/// It calls the real Web API with an OAuth client of your own, and acts as the user who connected, not as a bot. Every URL
/// can be changed, e.g. to an emulator or to the [sandbox provider](crate::SandboxProvider).
///
/// # Examples
///
/// ```
/// # mod tool_router { pub use tool_router_local as local; }
/// use tool_router::local::{LocalToolkit, Slack};
///
/// let slack = Slack::builder("123.456").client_secret("from the app's page at Slack").build();
/// assert_eq!(slack.slug(), "slack");
/// assert!(slack.tools().iter().any(|tool| tool.slug == "SLACK_SEND_MESSAGE"));
/// ```
pub struct Slack {
    base_url: Url,
    endpoints: OAuth2Endpoints,
    tools: ToolTable,
}

impl Slack {
    /// Starts building a toolkit with Slack's own endpoints and the OAuth client `client_id`, which is that of an app
    /// registered at Slack.
    pub fn builder(client_id: impl Into<String>) -> SlackBuilder {
        let endpoints = OAuth2Endpoints::new(slack(AUTHORIZE_URL), slack(TOKEN_URL), client_id)
            .revoke_url(slack(REVOKE_URL))
            // `scope` would ask for a bot's token, which is not `authed_user`'s.
            .scope_parameter("user_scope", ',')
            .tokens_in("authed_user")
            .scopes(SCOPES);
        SlackBuilder { base_url: slack(BASE_URL), endpoints }
    }
}

impl std::fmt::Debug for Slack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Slack")
            .field("base_url", &self.base_url.as_str())
            .field("endpoints", &self.endpoints)
            .finish_non_exhaustive()
    }
}

fn slack(url: &'static str) -> Url {
    Url::parse(url).expect("Slack's URLs are constants of this file")
}

/// Configures a [`Slack`] toolkit.
#[derive(Clone, Debug)]
#[must_use]
pub struct SlackBuilder {
    base_url: Url,
    endpoints: OAuth2Endpoints,
}

impl SlackBuilder {
    /// Sets the secret of the OAuth client.
    pub fn client_secret(mut self, secret: impl Into<String>) -> Self {
        self.endpoints = self.endpoints.client_secret(secret);
        self
    }

    /// Replaces the user scopes that users are asked for. The default is enough for every tool. The app has to have them
    /// among its user token scopes.
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.endpoints = self.endpoints.scopes(scopes);
        self
    }

    /// Sets the base URL of the Web API, with its `/api`.
    pub fn base_url(mut self, url: Url) -> Self {
        self.base_url = url;
        self
    }

    /// Sets where the user's browser is sent to give consent.
    pub fn authorize_url(mut self, url: Url) -> Self {
        self.endpoints.authorize_url = url;
        self
    }

    /// Sets where codes and refresh tokens are exchanged: the method `oauth.v2.access`.
    pub fn token_url(mut self, url: Url) -> Self {
        self.endpoints.token_url = url;
        self
    }

    /// Sets where tokens are revoked: the method `auth.revoke`.
    pub fn revoke_url(mut self, url: Url) -> Self {
        self.endpoints.revoke_url = Some(url);
        self
    }

    /// Builds the toolkit.
    pub fn build(self) -> Slack {
        Slack { base_url: self.base_url, endpoints: self.endpoints, tools: tools::table() }
    }
}

impl LocalToolkit for Slack {
    fn slug(&self) -> &str {
        "slack"
    }

    fn name(&self) -> &str {
        "Slack"
    }

    fn description(&self) -> &str {
        "Slack is a messenger for teams: read and search channels and threads, post, reply and react, and share files."
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
            let user = WebApi::new(&api).call::<Object>("auth.test", Parameters::default()).await?;
            Ok(Some(Value::Object(user)))
        })
    }
}
