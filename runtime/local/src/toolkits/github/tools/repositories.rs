//! Repositories.

use reqwest::Method;
use schemars::JsonSchema;
use serde::Deserialize;
use tool_router_core::config::Tag;

use super::{
    CREATES, READ_ONLY, REPO,
    arguments::{Direction, Login, Number, PageNumber, PerPage, RepoName, first_page, thirty, words},
    results::{Repositories, Repository},
};
use crate::{
    ToolError,
    toolkits::{
        github::api::{Fields, GitHubApi},
        rest::{Parameters, RestApi},
        table::Tool,
    },
};

words! {
    /// What repositories are sorted by.
    RepositorySort { Created = "created", Updated = "updated", Pushed = "pushed", FullName = "full_name", }
}

words! {
    /// Which of one's own repositories are listed.
    OwnType { All = "all", Owner = "owner", Public = "public", Private = "private", Member = "member", }
}

words! {
    /// Which of a user's repositories are listed.
    UserType { All = "all", Owner = "owner", Member = "member", }
}

fn full_name() -> RepositorySort {
    RepositorySort::FullName
}

fn all() -> OwnType {
    OwnType::All
}

/// Lists the repositories that the connected user owns, or can access.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListOwnRepositories {
    /// Which ones to list.
    #[serde(default = "all", rename = "type")]
    kind: OwnType,
    /// What to sort by.
    #[serde(default = "full_name")]
    sort: RepositorySort,
    /// The direction. Without it, `asc` for `full_name`, and `desc` otherwise.
    direction: Option<Direction>,
    /// Only those updated at or after this time, in ISO 8601.
    since: Option<String>,
    /// Only those updated before this time, in ISO 8601.
    before: Option<String>,
    /// How many to return on a page, 1 to 100.
    #[serde(default = "thirty")]
    per_page: PerPage,
    /// The page, from 1 on.
    #[serde(default = "first_page")]
    page: PageNumber,
}

impl Tool for ListOwnRepositories {
    const SLUG: &'static str = "GITHUB_LIST_REPOSITORIES_FOR_THE_AUTHENTICATED_USER";
    const NAME: &'static str = "List repositories for the authenticated user";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Repositories;

    async fn run(self, api: &RestApi<'_>) -> Result<Repositories, ToolError> {
        let query = Parameters::default()
            .with("type", self.kind)
            .with("sort", self.sort)
            .maybe("direction", self.direction)
            .maybe("since", self.since)
            .maybe("before", self.before)
            .with("per_page", self.per_page)
            .with("page", self.page);
        Ok(GitHubApi::new(api).list(&["user", "repos"], &query).await?.into())
    }
}

/// Lists the public repositories of a user.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListRepositoriesOfUser {
    /// Login of the user.
    username: Login,
    /// Which ones to list. Without it, those that the user owns.
    #[serde(rename = "type")]
    kind: Option<UserType>,
    /// What to sort by. Without it, the name.
    sort: Option<RepositorySort>,
    /// The direction. Without it, `asc` for `full_name`, and `desc` otherwise.
    direction: Option<Direction>,
    /// How many to return on a page, 1 to 100.
    #[serde(default = "thirty")]
    per_page: PerPage,
    /// The page, from 1 on.
    #[serde(default = "first_page")]
    page: PageNumber,
}

impl Tool for ListRepositoriesOfUser {
    const SLUG: &'static str = "GITHUB_LIST_REPOSITORIES_FOR_A_USER";
    const NAME: &'static str = "List repositories for a user";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Repositories;

    async fn run(self, api: &RestApi<'_>) -> Result<Repositories, ToolError> {
        let query = Parameters::default()
            .maybe("type", self.kind)
            .maybe("sort", self.sort)
            .maybe("direction", self.direction)
            .with("per_page", self.per_page)
            .with("page", self.page);
        Ok(GitHubApi::new(api).list(&["users", self.username.as_str(), "repos"], &query).await?.into())
    }
}

/// Returns what is known about one repository: its description, default branch, topics, counts and permissions.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GetRepository {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
}

impl Tool for GetRepository {
    const SLUG: &'static str = "GITHUB_GET_A_REPOSITORY";
    const NAME: &'static str = "Get a repository";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Repository;

    async fn run(self, api: &RestApi<'_>) -> Result<Repository, ToolError> {
        let api = GitHubApi::new(api);
        api.repository(self.owner.as_str(), self.repo.as_str()).get(&[], &Parameters::default()).await
    }
}

words! {
    /// What the title of a merge commit is.
    MergeTitle { PullRequest = "PR_TITLE", Merge = "MERGE_MESSAGE", }
}

words! {
    /// What the message of a merge commit is.
    MergeMessage { Body = "PR_BODY", Title = "PR_TITLE", Blank = "BLANK", }
}

words! {
    /// What the title of a squashed commit is.
    SquashTitle { PullRequest = "PR_TITLE", Commit = "COMMIT_OR_PR_TITLE", }
}

words! {
    /// What the message of a squashed commit is.
    SquashMessage { Body = "PR_BODY", Commits = "COMMIT_MESSAGES", Blank = "BLANK", }
}

/// Creates a repository that the connected user owns. With `auto_init` it begins with a README, and so with a branch.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateRepository {
    /// The name, which must not be taken among the user's repositories.
    name: RepoName,
    /// What it is about, in a sentence.
    description: Option<String>,
    /// URL of a page about it.
    homepage: Option<String>,
    /// Whether only its collaborators see it.
    #[serde(default)]
    private: bool,
    /// Whether it begins with a commit that contains a README.
    #[serde(default)]
    auto_init: bool,
    /// Name of a `.gitignore` template, such as `Rust`.
    gitignore_template: Option<String>,
    /// Keyword of a license, such as `mit` or `apache-2.0`.
    license_template: Option<String>,
    /// Whether it is a template for other repositories.
    is_template: Option<bool>,
    /// Whether it has issues.
    has_issues: Option<bool>,
    /// Whether it has projects.
    has_projects: Option<bool>,
    /// Whether it has a wiki.
    has_wiki: Option<bool>,
    /// Whether it has discussions.
    has_discussions: Option<bool>,
    /// Whether it has downloads. GitHub no longer uses this.
    has_downloads: Option<bool>,
    /// Id of the team that gets access, in an organization.
    team_id: Option<Number>,
    /// Whether pull requests can be merged with a merge commit.
    allow_merge_commit: Option<bool>,
    /// Whether pull requests can be squashed.
    allow_squash_merge: Option<bool>,
    /// Whether pull requests can be rebased.
    allow_rebase_merge: Option<bool>,
    /// Whether pull requests can be merged as soon as they are ready.
    allow_auto_merge: Option<bool>,
    /// Whether branches are deleted once they are merged.
    delete_branch_on_merge: Option<bool>,
    /// The title of merge commits.
    merge_commit_title: Option<MergeTitle>,
    /// The message of merge commits.
    merge_commit_message: Option<MergeMessage>,
    /// The title of squashed commits.
    squash_merge_commit_title: Option<SquashTitle>,
    /// The message of squashed commits.
    squash_merge_commit_message: Option<SquashMessage>,
}

impl Tool for CreateRepository {
    const SLUG: &'static str = "GITHUB_CREATE_A_REPOSITORY_FOR_THE_AUTHENTICATED_USER";
    const NAME: &'static str = "Create a repository for the authenticated user";
    const TAGS: &'static [Tag] = CREATES;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Repository;

    async fn run(self, api: &RestApi<'_>) -> Result<Repository, ToolError> {
        let body = Fields::default()
            .with("name", self.name.as_str())
            .maybe("description", self.description)
            .maybe("homepage", self.homepage)
            .with("private", self.private)
            .with("auto_init", self.auto_init)
            .maybe("gitignore_template", self.gitignore_template)
            .maybe("license_template", self.license_template)
            .maybe("is_template", self.is_template)
            .maybe("has_issues", self.has_issues)
            .maybe("has_projects", self.has_projects)
            .maybe("has_wiki", self.has_wiki)
            .maybe("has_discussions", self.has_discussions)
            .maybe("has_downloads", self.has_downloads)
            .maybe("team_id", self.team_id)
            .maybe("allow_merge_commit", self.allow_merge_commit)
            .maybe("allow_squash_merge", self.allow_squash_merge)
            .maybe("allow_rebase_merge", self.allow_rebase_merge)
            .maybe("allow_auto_merge", self.allow_auto_merge)
            .maybe("delete_branch_on_merge", self.delete_branch_on_merge)
            .maybe("merge_commit_title", self.merge_commit_title)
            .maybe("merge_commit_message", self.merge_commit_message)
            .maybe("squash_merge_commit_title", self.squash_merge_commit_title)
            .maybe("squash_merge_commit_message", self.squash_merge_commit_message);
        GitHubApi::new(api).send(Method::POST, &["user", "repos"], Some(body)).await
    }
}
