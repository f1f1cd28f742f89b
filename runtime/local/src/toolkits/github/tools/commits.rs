//! Commits.

use schemars::JsonSchema;
use serde::Deserialize;
use tool_router_core::config::Tag;

use super::{
    READ_ONLY, REPO,
    arguments::{Filled, Login, PageNumber, PerPage, RepoName, first_page, one, thirty},
    results::{Commit, Commits},
};
use crate::{
    ToolError,
    toolkits::{
        github::api::GitHubApi,
        rest::{Parameters, RestApi},
        table::Tool,
    },
};

/// Lists the commits of a repository, newest first. Ask for more than one with `per_page`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListCommits {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// The branch, or the SHA of the commit, to begin at. Without it, the default branch.
    sha: Option<String>,
    /// Only commits that change this file, or something in this directory.
    path: Option<String>,
    /// Only commits of this author, by login or email address.
    author: Option<String>,
    /// Only commits of this committer, by login or email address.
    committer: Option<String>,
    /// Only commits after this time, in ISO 8601.
    since: Option<String>,
    /// Only commits before this time, in ISO 8601.
    until: Option<String>,
    /// How many to return on a page, 1 to 100.
    #[serde(default = "one")]
    per_page: PerPage,
    /// The page, from 1 on.
    #[serde(default = "first_page")]
    page: PageNumber,
}

impl Tool for ListCommits {
    const SLUG: &'static str = "GITHUB_LIST_COMMITS";
    const NAME: &'static str = "List commits";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Commits;

    async fn run(self, api: &RestApi<'_>) -> Result<Commits, ToolError> {
        let query = Parameters::default()
            .maybe("sha", self.sha)
            .maybe("path", self.path)
            .maybe("author", self.author)
            .maybe("committer", self.committer)
            .maybe("since", self.since)
            .maybe("until", self.until)
            .with("per_page", self.per_page)
            .with("page", self.page);
        let api = GitHubApi::new(api);
        Ok(api.repository(self.owner.as_str(), self.repo.as_str()).list(&["commits"], &query).await?.into())
    }
}

/// Returns one commit with its message and the files that it changes, with their patches.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GetCommit {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// SHA of the commit, or the name of a branch or a tag.
    #[serde(rename = "ref")]
    reference: Filled,
    /// How many files to return on a page, 1 to 100.
    #[serde(default = "thirty")]
    per_page: PerPage,
    /// The page of the files, from 1 on.
    #[serde(default = "first_page")]
    page: PageNumber,
}

impl Tool for GetCommit {
    const SLUG: &'static str = "GITHUB_GET_A_COMMIT";
    const NAME: &'static str = "Get a commit";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Commit;

    async fn run(self, api: &RestApi<'_>) -> Result<Commit, ToolError> {
        let query = Parameters::default().with("per_page", self.per_page).with("page", self.page);
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        repository.get(&["commits", self.reference.as_str()], &query).await
    }
}
