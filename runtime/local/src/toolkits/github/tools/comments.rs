//! Comments on issues and pull requests.

use reqwest::Method;
use schemars::JsonSchema;
use serde::Deserialize;
use tool_router_core::config::Tag;

use super::{
    CREATES, DESTRUCTIVE, READ_ONLY, REPO, UPDATES,
    arguments::{Filled, Login, Number, PageNumber, PerPage, RepoName, first_page, thirty},
    results::{Comment, Comments, Done},
};
use crate::{
    ToolError,
    toolkits::{
        github::api::{Fields, GitHubApi},
        rest::{Parameters, RestApi},
        table::Tool,
    },
};

/// Lists the comments on an issue or a pull request, oldest first.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListIssueComments {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Number of the issue or the pull request.
    issue_number: Number,
    /// Only comments updated at or after this time, in ISO 8601.
    since: Option<String>,
    /// How many to return on a page, 1 to 100.
    #[serde(default = "thirty")]
    per_page: PerPage,
    /// The page, from 1 on.
    #[serde(default = "first_page")]
    page: PageNumber,
}

impl Tool for ListIssueComments {
    const SLUG: &'static str = "GITHUB_LIST_ISSUE_COMMENTS";
    const NAME: &'static str = "List issue comments";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Comments;

    async fn run(self, api: &RestApi<'_>) -> Result<Comments, ToolError> {
        let query =
            Parameters::default().maybe("since", self.since).with("per_page", self.per_page).with("page", self.page);
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        Ok(repository.list(&["issues", &self.issue_number.to_string(), "comments"], &query).await?.into())
    }
}

/// Comments on an issue or a pull request.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateIssueComment {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Number of the issue or the pull request.
    issue_number: Number,
    /// What to say, in Markdown.
    body: Filled,
}

impl Tool for CreateIssueComment {
    const SLUG: &'static str = "GITHUB_CREATE_AN_ISSUE_COMMENT";
    const NAME: &'static str = "Create an issue comment";
    const TAGS: &'static [Tag] = CREATES;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Comment;

    async fn run(self, api: &RestApi<'_>) -> Result<Comment, ToolError> {
        let body = Fields::default().with("body", self.body);
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        let path = ["issues", &self.issue_number.to_string(), "comments"];
        repository.send(Method::POST, &path, Some(body)).await
    }
}

/// Replaces what a comment on an issue or a pull request says.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UpdateIssueComment {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Id of the comment.
    comment_id: Number,
    /// What it says from now on, in Markdown.
    body: Filled,
}

impl Tool for UpdateIssueComment {
    const SLUG: &'static str = "GITHUB_UPDATE_AN_ISSUE_COMMENT";
    const NAME: &'static str = "Update an issue comment";
    const TAGS: &'static [Tag] = UPDATES;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Comment;

    async fn run(self, api: &RestApi<'_>) -> Result<Comment, ToolError> {
        let body = Fields::default().with("body", self.body);
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        let path = ["issues", "comments", &self.comment_id.to_string()];
        repository.send(Method::PATCH, &path, Some(body)).await
    }
}

/// Deletes a comment on an issue or a pull request for good.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeleteIssueComment {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Id of the comment.
    comment_id: Number,
}

impl Tool for DeleteIssueComment {
    const SLUG: &'static str = "GITHUB_DELETE_ISSUE_COMMENT";
    const NAME: &'static str = "Delete an issue comment";
    const TAGS: &'static [Tag] = DESTRUCTIVE;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Done;

    async fn run(self, api: &RestApi<'_>) -> Result<Done, ToolError> {
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        let path = ["issues", "comments", &self.comment_id.to_string()];
        Ok(repository.send::<()>(Method::DELETE, &path, None).await?.into())
    }
}
