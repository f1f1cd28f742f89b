//! GitHub, over its REST API, with the slugs, arguments and results of Composio's public catalogue.

mod api;
#[cfg(test)]
mod tests;
mod tools;

use serde_json::Value;
use url::Url;

use self::api::{GitHubApi, Object};
use super::{
    provider::{Provider, known, provider_builder},
    rest::{Parameters, RestApi},
    table::ToolTable,
};
use crate::{BoxFuture, Caller, LocalToolkit, OAuth2Endpoints, ToolCall, ToolDefinition, ToolError};

const BASE_URL: &str = "https://api.github.com";
const AUTHORIZE_URL: &str = "https://github.com/login/oauth/authorize";
const TOKEN_URL: &str = "https://github.com/login/oauth/access_token";

/// What all tools together need.
const SCOPES: [&str; 2] = ["repo", "read:user"];

/// A graph of commits with a branch, drawn for this crate.
const LOGO: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E\
%3Crect width='24' height='24' rx='5' fill='%2324292f'/%3E\
%3Cpath d='M8 6v12M8 14c0-4 8-2 8-6' fill='none' stroke='%23fff' stroke-width='1.8'/%3E\
%3Cg fill='%23fff'%3E%3Ccircle cx='8' cy='5.5' r='2'/%3E%3Ccircle cx='8' cy='18.5' r='2'/%3E\
%3Ccircle cx='16' cy='7' r='2'/%3E%3C/g%3E%3C/svg%3E";

/// The GitHub toolkit.
///
/// It calls the real REST API with an OAuth client of your own: that of an OAuth app, or of a GitHub App. Every URL can be
/// changed, e.g. to those of a GitHub Enterprise Server, to an emulator or to the [sandbox provider](crate::SandboxProvider).
///
/// # Examples
///
/// ```
/// # mod tool_router { pub use tool_router_local as local; }
/// use tool_router::local::{GitHub, LocalToolkit};
///
/// let github = GitHub::builder("Ov23li").client_secret("from the app's page at GitHub").build();
/// assert_eq!(github.slug(), "github");
/// assert!(github.tools().iter().any(|tool| tool.slug == "GITHUB_CREATE_AN_ISSUE"));
/// ```
pub struct GitHub {
    provider: Provider,
    tools: ToolTable,
}

impl GitHub {
    /// Starts building a toolkit with GitHub's own endpoints and the OAuth client `client_id`, which is that of an app
    /// registered at GitHub.
    pub fn builder(client_id: impl Into<String>) -> GitHubBuilder {
        let endpoints = OAuth2Endpoints::new(known(AUTHORIZE_URL), known(TOKEN_URL), client_id).scopes(SCOPES);
        GitHubBuilder(Provider { base_url: known(BASE_URL), endpoints }).base_url(known(BASE_URL))
    }
}

provider_builder! {
    /// Configures a [`GitHub`] toolkit.
    GitHubBuilder builds GitHub,
    scopes: "Replaces the scopes that users are asked for. The default, `repo` and `read:user`, is enough for every tool; \
             `public_repo` instead of `repo` leaves out private repositories. GitHub Apps have permissions instead.",
    base_url: "Sets the base URL of the REST API, which also revokes tokens. That of a GitHub Enterprise Server ends with `/api/v3`.",
    token_url: "Sets where codes and refresh tokens are exchanged.",
    applications: "applications",
}

impl LocalToolkit for GitHub {
    fn slug(&self) -> &str {
        "github"
    }

    fn name(&self) -> &str {
        "GitHub"
    }

    fn description(&self) -> &str {
        "GitHub hosts code: read and write files, branches and commits, discuss issues, review and merge pull requests, and \
         search all of it."
    }

    fn logo(&self) -> &str {
        LOGO
    }

    fn auth(&self) -> Option<&OAuth2Endpoints> {
        Some(&self.provider.endpoints)
    }

    fn categories(&self) -> &[&str] {
        &["developer tools & devops"]
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
            let user = GitHubApi::new(&api).get::<Object>(&["user"], &Parameters::default()).await?;
            Ok(Some(Value::Object(user)))
        })
    }
}
