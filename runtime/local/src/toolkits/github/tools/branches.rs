//! Branches.

use reqwest::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tool_router_core::config::Tag;

use super::{
    CREATES, READ_ONLY, REPO,
    arguments::{Filled, Login, PageNumber, PerPage, RepoName, first_page, thirty},
    results::{Branch, Branches},
};
use crate::{
    ToolError,
    toolkits::{
        github::api::{Fields, GitHubApi, Object},
        rest::{Parameters, RestApi},
        table::Tool,
    },
};

/// Lists the branches of a repository, each with the commit that it ends with.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListBranches {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Only branches that rules protect, or only the others. Without it, all.
    protected: Option<bool>,
    /// How many to return on a page, 1 to 100.
    #[serde(default = "thirty")]
    per_page: PerPage,
    /// The page, from 1 on.
    #[serde(default = "first_page")]
    page: PageNumber,
}

impl Tool for ListBranches {
    const SLUG: &'static str = "GITHUB_LIST_BRANCHES";
    const NAME: &'static str = "List branches";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Branches;

    async fn run(self, api: &RestApi<'_>) -> Result<Branches, ToolError> {
        let query = Parameters::default()
            .maybe("protected", self.protected)
            .with("per_page", self.per_page)
            .with("page", self.page);
        let api = GitHubApi::new(api);
        Ok(api.repository(self.owner.as_str(), self.repo.as_str()).list(&["branches"], &query).await?.into())
    }
}

/// Returns one branch with the commit that it ends with.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GetBranch {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Name of the branch.
    branch: Filled,
}

impl Tool for GetBranch {
    const SLUG: &'static str = "GITHUB_GET_A_BRANCH";
    const NAME: &'static str = "Get a branch";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Branch;

    async fn run(self, api: &RestApi<'_>) -> Result<Branch, ToolError> {
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        repository.get(&["branches", self.branch.as_str()], &Parameters::default()).await
    }
}

/// Creates a branch or a tag that begins at an existing commit. It fails if there is one of that name.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateReference {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// The whole name: `refs/heads/my-branch`, or `refs/tags/v1.0.0`.
    #[serde(rename = "ref")]
    reference: Filled,
    /// SHA of the commit, such as that of another branch in GITHUB_GET_A_BRANCH.
    sha: Filled,
}

#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct Reference {
    /// The whole name.
    #[serde(rename = "ref")]
    reference: String,
    /// What it refers to.
    object: Object,
    #[serde(flatten)]
    other: Object,
}

impl Tool for CreateReference {
    const SLUG: &'static str = "GITHUB_CREATE_A_REFERENCE";
    const NAME: &'static str = "Create a reference";
    const TAGS: &'static [Tag] = CREATES;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Reference;

    async fn run(self, api: &RestApi<'_>) -> Result<Reference, ToolError> {
        let is_whole = ["refs/heads/", "refs/tags/"]
            .iter()
            .any(|kind| self.reference.as_str().strip_prefix(kind).is_some_and(|name| !name.is_empty()));
        if !is_whole {
            return Err(ToolError::InvalidArguments("`ref` must begin with `refs/heads/` or `refs/tags/`".into()));
        }
        let body = Fields::default().with("ref", self.reference).with("sha", self.sha);
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        repository.send(Method::POST, &["git", "refs"], Some(body)).await
    }
}
