//! The user who connected.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tool_router_core::config::Tag;

use super::READ_ONLY;
use crate::{
    ToolError,
    toolkits::{
        github::api::{GitHubApi, Object},
        rest::{Parameters, RestApi},
        table::Tool,
    },
};

/// Returns the profile of the user whom the connection acts as.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GetAuthenticatedUser {}

#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct User {
    /// The login, which other tools want as `owner` or `username`.
    login: String,
    /// What else GitHub says about the user.
    #[serde(flatten)]
    other: Object,
}

impl Tool for GetAuthenticatedUser {
    const SLUG: &'static str = "GITHUB_GET_THE_AUTHENTICATED_USER";
    const NAME: &'static str = "Get the authenticated user";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = &["user", "read:user"];
    type Output = User;

    async fn run(self, api: &RestApi<'_>) -> Result<User, ToolError> {
        GitHubApi::new(api).get(&["user"], &Parameters::default()).await
    }
}
