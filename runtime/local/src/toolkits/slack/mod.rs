//! Slack, over its Web API, with the slugs, arguments and results of Composio's public catalogue.

mod api;
#[cfg(test)]
mod tests;
mod tools;

use serde_json::Value;
use url::Url;

use self::api::{Object, WebApi};
use super::{
    provider::{Provider, known, provider_builder},
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
    provider: Provider,
    tools: ToolTable,
}

impl Slack {
    /// Starts building a toolkit with Slack's own endpoints and the OAuth client `client_id`, which is that of an app
    /// registered at Slack.
    pub fn builder(client_id: impl Into<String>) -> SlackBuilder {
        let endpoints = OAuth2Endpoints::new(known(AUTHORIZE_URL), known(TOKEN_URL), client_id)
            .revoke_url(known(REVOKE_URL))
            // `scope` would ask for a bot's token, which is not `authed_user`'s.
            .scope_parameter("user_scope", ',')
            .tokens_in("authed_user")
            .scopes(SCOPES);
        SlackBuilder(Provider { base_url: known(BASE_URL), endpoints })
    }
}

provider_builder! {
    /// Configures a [`Slack`] toolkit.
    SlackBuilder builds Slack,
    scopes: "Replaces the user scopes that users are asked for. The default is enough for every tool. The app has to have them \
             among its user token scopes.",
    base_url: "Sets the base URL of the Web API, with its `/api`.",
    token_url: "Sets where codes and refresh tokens are exchanged: the method `oauth.v2.access`.",
    revoke_url: "Sets where tokens are revoked: the method `auth.revoke`.",
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
            let user = WebApi::new(&api).call::<Object>("auth.test", Parameters::default()).await?;
            Ok(Some(Value::Object(user)))
        })
    }
}
