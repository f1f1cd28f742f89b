//! The workspace, and the connection to it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tool_router_core::config::Tag;

use super::READ_ONLY;
use crate::{
    ToolError,
    toolkits::{
        rest::{Parameters, RestApi},
        slack::api::{Object, WebApi},
        table::Tool,
    },
};

/// Returns the name, the domain and the id of the workspace.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FetchTeamInfo {
    /// Id of another workspace. Without it, the connected one.
    team: Option<String>,
    /// The domain of another workspace of the same organization, instead of `team`.
    domain: Option<String>,
}

#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct Team {
    /// The workspace.
    team: Object,
    #[serde(flatten)]
    other: Object,
}

impl Tool for FetchTeamInfo {
    const SLUG: &'static str = "SLACK_FETCH_TEAM_INFO";
    const NAME: &'static str = "Fetch team info";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = &["team:read"];
    type Output = Team;

    async fn run(self, api: &RestApi<'_>) -> Result<Team, ToolError> {
        let form = Parameters::default().maybe("team", self.team).maybe("domain", self.domain);
        WebApi::new(api).call("team.info", form).await
    }
}

/// Returns whom the connection acts as: the user, and the workspace.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TestAuth {}

#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct Identity {
    /// Id of the user.
    user_id: String,
    /// Id of the workspace.
    team_id: String,
    #[serde(flatten)]
    other: Object,
}

impl Tool for TestAuth {
    const SLUG: &'static str = "SLACK_TEST_AUTH";
    const NAME: &'static str = "Test authentication";
    const TAGS: &'static [Tag] = READ_ONLY;
    // Every token can do this; the scope is the one that nearly every connection has.
    const SCOPES: &'static [&'static str] = &["users:read"];
    type Output = Identity;

    async fn run(self, api: &RestApi<'_>) -> Result<Identity, ToolError> {
        WebApi::new(api).call("auth.test", Parameters::default()).await
    }
}
