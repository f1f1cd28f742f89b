//! Pull requests.

use reqwest::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tool_router_core::config::Tag;

use super::{
    CREATES, READ_ONLY, REPO, UPDATES,
    arguments::{
        Direction, Filled, Login, Number, PageNumber, PerPage, RepoName, State, StateFilter, first_page, open, thirty,
        words,
    },
    results::{ChangedFiles, PullRequest, PullRequests},
    trim::trim,
};
use crate::{
    ToolError,
    toolkits::{
        github::api::{Fields, GitHubApi, Page},
        rest::{Parameters, RestApi},
        table::Tool,
    },
};

/// Merging cannot be undone, and does not work twice.
const MERGES: &[Tag] = &[Tag::Destructive, Tag::OpenWorld];

words! {
    /// What pull requests are sorted by.
    PullRequestSort {
        Created = "created",
        Updated = "updated",
        Popularity = "popularity",
        LongRunning = "long-running",
    }
}

fn created() -> PullRequestSort {
    PullRequestSort::Created
}

/// Lists the pull requests of a repository. To find those of a user or in several repositories, use
/// GITHUB_SEARCH_ISSUES_AND_PULL_REQUESTS.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListPullRequests {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Which ones to list.
    #[serde(default = "open")]
    state: StateFilter,
    /// Only those from this branch, with its owner: `octocat:my-branch`.
    head: Option<String>,
    /// Only those into this branch.
    base: Option<String>,
    /// What to sort by.
    #[serde(default = "created")]
    sort: PullRequestSort,
    /// The direction. Without it, `desc` for `created`, and `asc` otherwise.
    direction: Option<Direction>,
    /// How many to return on a page, 1 to 100.
    #[serde(default = "thirty")]
    per_page: PerPage,
    /// The page, from 1 on.
    #[serde(default = "first_page")]
    page: PageNumber,
}

impl Tool for ListPullRequests {
    const SLUG: &'static str = "GITHUB_LIST_PULL_REQUESTS";
    const NAME: &'static str = "List pull requests";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = PullRequests;

    async fn run(self, api: &RestApi<'_>) -> Result<PullRequests, ToolError> {
        let query = Parameters::default()
            .with("state", self.state)
            .maybe("head", self.head)
            .maybe("base", self.base)
            .with("sort", self.sort)
            .maybe("direction", self.direction)
            .with("per_page", self.per_page)
            .with("page", self.page);
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        let Page { items, next } = repository.list::<Value>(&["pulls"], &query).await?;
        let items: Result<_, _> = items
            .into_iter()
            .map(|mut pull| {
                trim(&mut pull);
                serde_json::from_value(pull)
            })
            .collect();
        let items = items.map_err(|error| ToolError::InvalidResponse(error.to_string()))?;
        Ok(Page { items, next }.into())
    }
}

/// Returns one pull request: its text, branches, state, and whether it can be merged.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GetPullRequest {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Number of the pull request.
    pull_number: Number,
}

impl Tool for GetPullRequest {
    const SLUG: &'static str = "GITHUB_GET_A_PULL_REQUEST";
    const NAME: &'static str = "Get a pull request";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = PullRequest;

    async fn run(self, api: &RestApi<'_>) -> Result<PullRequest, ToolError> {
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        repository.get(&["pulls", &self.pull_number.to_string()], &Parameters::default()).await
    }
}

/// Lists the files that a pull request changes, with their patches.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListPullRequestFiles {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Number of the pull request.
    pull_number: Number,
    /// How many to return on a page, 1 to 100.
    #[serde(default = "thirty")]
    per_page: PerPage,
    /// The page, from 1 on.
    #[serde(default = "first_page")]
    page: PageNumber,
}

impl Tool for ListPullRequestFiles {
    const SLUG: &'static str = "GITHUB_LIST_PULL_REQUESTS_FILES";
    const NAME: &'static str = "List pull requests files";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = ChangedFiles;

    async fn run(self, api: &RestApi<'_>) -> Result<ChangedFiles, ToolError> {
        let query = Parameters::default().with("per_page", self.per_page).with("page", self.page);
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        Ok(repository.list(&["pulls", &self.pull_number.to_string(), "files"], &query).await?.into())
    }
}

/// Creates a pull request from one branch into another. Both have to exist, and have to differ.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreatePullRequest {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// The branch with the changes; with its owner, `octocat:my-branch`, if that is in a fork.
    head: Filled,
    /// The branch that the changes go to.
    base: Filled,
    /// The title. Either this or `issue` is needed.
    title: Option<Filled>,
    /// The text, in Markdown.
    body: Option<String>,
    /// Whether it is a draft, which cannot be merged yet.
    draft: Option<bool>,
    /// Number of an issue to turn into the pull request.
    issue: Option<Number>,
    /// Name of the repository with the changes, if both are in the same network of an organization.
    head_repo: Option<String>,
    /// Whether maintainers can change the branch.
    maintainer_can_modify: Option<bool>,
}

impl Tool for CreatePullRequest {
    const SLUG: &'static str = "GITHUB_CREATE_A_PULL_REQUEST";
    const NAME: &'static str = "Create a pull request";
    const TAGS: &'static [Tag] = CREATES;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = PullRequest;

    async fn run(self, api: &RestApi<'_>) -> Result<PullRequest, ToolError> {
        if self.title.is_some() == self.issue.is_some() {
            return Err(ToolError::InvalidArguments("exactly one of `title` and `issue` is needed".into()));
        }
        let body = Fields::default()
            .with("head", self.head)
            .with("base", self.base)
            .maybe("title", self.title)
            .maybe("body", self.body)
            .maybe("draft", self.draft)
            .maybe("issue", self.issue)
            .maybe("head_repo", self.head_repo)
            .maybe("maintainer_can_modify", self.maintainer_can_modify);
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        repository.send(Method::POST, &["pulls"], Some(body)).await
    }
}

/// Changes a pull request: its title, text, state or the branch that it goes into. What is left out stays as it is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UpdatePullRequest {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Number of the pull request.
    pull_number: Number,
    /// The new title.
    title: Option<Filled>,
    /// The new text, in Markdown. An empty one removes it.
    body: Option<String>,
    /// Whether it is open or closed from now on.
    state: Option<State>,
    /// The branch that the changes go to from now on.
    base: Option<Filled>,
    /// Whether maintainers can change the branch.
    maintainer_can_modify: Option<bool>,
}

impl Tool for UpdatePullRequest {
    const SLUG: &'static str = "GITHUB_UPDATE_A_PULL_REQUEST";
    const NAME: &'static str = "Update a pull request";
    const TAGS: &'static [Tag] = UPDATES;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = PullRequest;

    async fn run(self, api: &RestApi<'_>) -> Result<PullRequest, ToolError> {
        let body = Fields::default()
            .maybe("title", self.title)
            .maybe("body", self.body)
            .maybe("state", self.state)
            .maybe("base", self.base)
            .maybe("maintainer_can_modify", self.maintainer_can_modify);
        if body.is_empty() {
            return Err(ToolError::InvalidArguments("there is nothing to change: give at least one field".into()));
        }
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        repository.send(Method::PATCH, &["pulls", &self.pull_number.to_string()], Some(body)).await
    }
}

words! {
    /// How a pull request is merged.
    MergeMethod { Merge = "merge", Squash = "squash", Rebase = "rebase", }
}

/// Merges a pull request. It fails if it is a draft, closed, in conflict, or lacks an approval that the repository demands.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MergePullRequest {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Number of the pull request.
    pull_number: Number,
    /// How to merge it. Without it, with a merge commit.
    merge_method: Option<MergeMethod>,
    /// Title of the commit.
    commit_title: Option<String>,
    /// What the commit's message says besides.
    commit_message: Option<String>,
    /// SHA that the branch has to end with, so that nothing else is merged than what was looked at.
    sha: Option<Filled>,
}

#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct Merged {
    /// SHA of the commit.
    sha: Option<String>,
    /// Whether it is merged.
    merged: bool,
    /// What GitHub says about it.
    message: String,
}

impl Tool for MergePullRequest {
    const SLUG: &'static str = "GITHUB_MERGE_A_PULL_REQUEST";
    const NAME: &'static str = "Merge a pull request";
    const TAGS: &'static [Tag] = MERGES;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Merged;

    async fn run(self, api: &RestApi<'_>) -> Result<Merged, ToolError> {
        let body = Fields::default()
            .maybe("merge_method", self.merge_method)
            .maybe("commit_title", self.commit_title)
            .maybe("commit_message", self.commit_message)
            .maybe("sha", self.sha);
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        repository.send(Method::PUT, &["pulls", &self.pull_number.to_string(), "merge"], Some(body)).await
    }
}
