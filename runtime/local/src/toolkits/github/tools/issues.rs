//! Issues.

use reqwest::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tool_router_core::config::Tag;

use super::{
    CREATES, READ_ONLY, REPO, UPDATES,
    arguments::{
        Direction, Filled, Login, Number, PageNumber, PerPage, RepoName, State, StateFilter, descending, first_page,
        open, thirty, words,
    },
    results::{Issue, Issues, Label},
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
    /// What issues are sorted by.
    IssueSort { Created = "created", Updated = "updated", Comments = "comments", }
}

fn created() -> IssueSort {
    IssueSort::Created
}

/// Lists the issues of a repository. As at GitHub, its pull requests are among them: those have `pull_request`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListRepositoryIssues {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Which ones to list.
    #[serde(default = "open")]
    state: StateFilter,
    /// Only issues with all of these labels, separated by commas.
    labels: Option<String>,
    /// Only issues of this user, by login.
    creator: Option<String>,
    /// Only issues assigned to this user, by login; `none` or `*` for those assigned to nobody or to anybody.
    assignee: Option<String>,
    /// Only issues that mention this user, by login.
    mentioned: Option<String>,
    /// Only issues of the milestone with this number; `none` or `*` for those without or with any.
    milestone: Option<String>,
    /// Only issues of this type; `none` or `*` for those without or with any.
    #[serde(rename = "type")]
    kind: Option<String>,
    /// Only issues updated at or after this time, in ISO 8601.
    since: Option<String>,
    /// What to sort by.
    #[serde(default = "created")]
    sort: IssueSort,
    /// The direction.
    #[serde(default = "descending")]
    direction: Direction,
    /// How many to return on a page, 1 to 100.
    #[serde(default = "thirty")]
    per_page: PerPage,
    /// The page, from 1 on.
    #[serde(default = "first_page")]
    page: PageNumber,
}

impl Tool for ListRepositoryIssues {
    const SLUG: &'static str = "GITHUB_LIST_REPOSITORY_ISSUES";
    const NAME: &'static str = "List repository issues";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Issues;

    async fn run(self, api: &RestApi<'_>) -> Result<Issues, ToolError> {
        let query = Parameters::default()
            .with("state", self.state)
            .maybe("labels", self.labels)
            .maybe("creator", self.creator)
            .maybe("assignee", self.assignee)
            .maybe("mentioned", self.mentioned)
            .maybe("milestone", self.milestone)
            .maybe("type", self.kind)
            .maybe("since", self.since)
            .with("sort", self.sort)
            .with("direction", self.direction)
            .with("per_page", self.per_page)
            .with("page", self.page);
        let api = GitHubApi::new(api);
        Ok(api.repository(self.owner.as_str(), self.repo.as_str()).list(&["issues"], &query).await?.into())
    }
}

words! {
    /// What the connected user has to do with an issue.
    Relation {
        Assigned = "assigned",
        Created = "created",
        Mentioned = "mentioned",
        Subscribed = "subscribed",
        Repos = "repos",
        All = "all",
    }
}

fn assigned() -> Relation {
    Relation::Assigned
}

/// Lists the issues of all repositories that the connected user has to do with. Pull requests are among them: those have
/// `pull_request`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListAssignedIssues {
    /// What the user has to do with them.
    #[serde(default = "assigned")]
    filter: Relation,
    /// Which ones to list.
    #[serde(default = "open")]
    state: StateFilter,
    /// Only issues with all of these labels, separated by commas.
    labels: Option<String>,
    /// Only issues updated at or after this time, in ISO 8601.
    since: Option<String>,
    /// What to sort by.
    #[serde(default = "created")]
    sort: IssueSort,
    /// The direction.
    #[serde(default = "descending")]
    direction: Direction,
    /// How many to return on a page, 1 to 100.
    #[serde(default = "thirty")]
    per_page: PerPage,
    /// The page, from 1 on.
    #[serde(default = "first_page")]
    page: PageNumber,
}

impl Tool for ListAssignedIssues {
    const SLUG: &'static str = "GITHUB_LIST_ISSUES_ASSIGNED_TO_THE_AUTHENTICATED_USER";
    const NAME: &'static str = "List issues for user";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Issues;

    async fn run(self, api: &RestApi<'_>) -> Result<Issues, ToolError> {
        let query = Parameters::default()
            .with("filter", self.filter)
            .with("state", self.state)
            .maybe("labels", self.labels)
            .maybe("since", self.since)
            .with("sort", self.sort)
            .with("direction", self.direction)
            .with("per_page", self.per_page)
            .with("page", self.page);
        Ok(GitHubApi::new(api).list(&["issues"], &query).await?.into())
    }
}

/// Returns one issue or pull request with its text, labels and assignees. Its comments are separate: see
/// GITHUB_LIST_ISSUE_COMMENTS.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GetIssue {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Number of the issue.
    issue_number: Number,
}

impl Tool for GetIssue {
    const SLUG: &'static str = "GITHUB_GET_AN_ISSUE";
    const NAME: &'static str = "Get an issue";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Issue;

    async fn run(self, api: &RestApi<'_>) -> Result<Issue, ToolError> {
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        repository.get(&["issues", &self.issue_number.to_string()], &Parameters::default()).await
    }
}

/// Creates an issue. Labels, assignees and milestone are left out if the user may not push to the repository.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateIssue {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// The title.
    title: Filled,
    /// The text, in Markdown.
    body: Option<String>,
    /// Names of labels.
    labels: Option<Vec<String>>,
    /// Logins of the users to assign it to.
    assignees: Option<Vec<String>>,
    /// Login of the one user to assign it to. `assignees` is the newer form.
    assignee: Option<String>,
    /// Number of the milestone.
    #[schemars(with = "Option<Filled>")]
    milestone: Option<Number>,
}

impl Tool for CreateIssue {
    const SLUG: &'static str = "GITHUB_CREATE_AN_ISSUE";
    const NAME: &'static str = "Create an issue";
    const TAGS: &'static [Tag] = CREATES;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Issue;

    async fn run(self, api: &RestApi<'_>) -> Result<Issue, ToolError> {
        let body = Fields::default()
            .with("title", self.title)
            .maybe("body", self.body)
            .maybe("labels", self.labels)
            .maybe("assignees", self.assignees)
            .maybe("assignee", self.assignee)
            .maybe("milestone", self.milestone);
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        repository.send(Method::POST, &["issues"], Some(body)).await
    }
}

words! {
    /// Why the state of an issue changes.
    StateReason { Completed = "completed", NotPlanned = "not_planned", Reopened = "reopened", }
}

/// Changes an issue: its title, text, state, labels, assignees or milestone. What is left out stays as it is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UpdateIssue {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Number of the issue.
    issue_number: Number,
    /// The new title.
    title: Option<Filled>,
    /// The new text, in Markdown. An empty one removes it.
    body: Option<String>,
    /// Whether it is open or closed from now on.
    state: Option<State>,
    /// Why the state changes.
    state_reason: Option<StateReason>,
    /// Names of the labels that it has from now on. An empty list removes all.
    labels: Option<Vec<String>>,
    /// Logins of the users that it is assigned to from now on. An empty list removes all.
    assignees: Option<Vec<String>>,
    /// Login of the one user to assign it to. `assignees` is the newer form.
    assignee: Option<String>,
    /// Number of the milestone.
    #[schemars(with = "Option<Filled>")]
    milestone: Option<Number>,
}

impl Tool for UpdateIssue {
    const SLUG: &'static str = "GITHUB_UPDATE_AN_ISSUE";
    const NAME: &'static str = "Update an issue";
    const TAGS: &'static [Tag] = UPDATES;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Issue;

    async fn run(self, api: &RestApi<'_>) -> Result<Issue, ToolError> {
        let body = Fields::default()
            .maybe("title", self.title)
            .maybe("body", self.body)
            .maybe("state", self.state)
            .maybe("state_reason", self.state_reason)
            .maybe("labels", self.labels)
            .maybe("assignees", self.assignees)
            .maybe("assignee", self.assignee)
            .maybe("milestone", self.milestone);
        if body.is_empty() {
            return Err(ToolError::InvalidArguments("there is nothing to change: give at least one field".into()));
        }
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        repository.send(Method::PATCH, &["issues", &self.issue_number.to_string()], Some(body)).await
    }
}

/// Adds labels to an issue or a pull request, and keeps those that it has. A label that the repository does not have is created.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AddLabels {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Number of the issue.
    issue_number: Number,
    /// Names of the labels to add.
    #[schemars(length(min = 1))]
    labels: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Labels {
    /// All labels that it has now.
    labels: Vec<Label>,
}

impl Tool for AddLabels {
    const SLUG: &'static str = "GITHUB_ADD_LABELS_TO_AN_ISSUE";
    const NAME: &'static str = "Add labels to an issue";
    const TAGS: &'static [Tag] = UPDATES;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Labels;

    async fn run(self, api: &RestApi<'_>) -> Result<Labels, ToolError> {
        if self.labels.is_empty() {
            return Err(ToolError::InvalidArguments("`labels` must not be empty".into()));
        }
        let body = Fields::default().with("labels", self.labels);
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        let path = ["issues", &self.issue_number.to_string(), "labels"];
        Ok(Labels { labels: repository.send(Method::POST, &path, Some(body)).await? })
    }
}
