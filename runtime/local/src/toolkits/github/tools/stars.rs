//! Stars.

use reqwest::Method;
use schemars::JsonSchema;
use serde::Deserialize;
use tool_router_core::config::Tag;

use super::{
    DESTRUCTIVE, READ_ONLY, REPO, UPDATES,
    arguments::{Direction, Login, PageNumber, PerPage, RepoName, descending, first_page, thirty, words},
    results::{Done, Repositories},
};
use crate::{
    ToolError,
    toolkits::{
        github::api::GitHubApi,
        rest::{Parameters, RestApi},
        table::Tool,
    },
};

/// Stars a repository for the connected user. It works as well if it is starred already.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StarRepository {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
}

impl Tool for StarRepository {
    const SLUG: &'static str = "GITHUB_STAR_A_REPOSITORY_FOR_THE_AUTHENTICATED_USER";
    const NAME: &'static str = "Star a repository";
    const TAGS: &'static [Tag] = UPDATES;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Done;

    async fn run(self, api: &RestApi<'_>) -> Result<Done, ToolError> {
        let path = ["user", "starred", self.owner.as_str(), self.repo.as_str()];
        Ok(GitHubApi::new(api).send::<()>(Method::PUT, &path, None).await?.into())
    }
}

/// Takes the connected user's star from a repository.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UnstarRepository {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
}

impl Tool for UnstarRepository {
    const SLUG: &'static str = "GITHUB_UNSTAR_REPOSITORY";
    const NAME: &'static str = "Unstar a repository";
    const TAGS: &'static [Tag] = DESTRUCTIVE;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Done;

    async fn run(self, api: &RestApi<'_>) -> Result<Done, ToolError> {
        let path = ["user", "starred", self.owner.as_str(), self.repo.as_str()];
        Ok(GitHubApi::new(api).send::<()>(Method::DELETE, &path, None).await?.into())
    }
}

words! {
    /// What starred repositories are sorted by.
    StarredSort { Created = "created", Updated = "updated", }
}

fn created() -> StarredSort {
    StarredSort::Created
}

/// Lists the repositories that the connected user has starred.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListStarred {
    /// What to sort by: `created` is when it was starred, `updated` when something was last pushed.
    #[serde(default = "created")]
    sort: StarredSort,
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

impl Tool for ListStarred {
    const SLUG: &'static str = "GITHUB_LIST_REPOSITORIES_STARRED_BY_THE_AUTHENTICATED_USER";
    const NAME: &'static str = "List repositories starred by the authenticated user";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = &["read:user", "user", "repo", "public_repo"];
    type Output = Repositories;

    async fn run(self, api: &RestApi<'_>) -> Result<Repositories, ToolError> {
        let query = Parameters::default()
            .with("sort", self.sort)
            .with("direction", self.direction)
            .with("per_page", self.per_page)
            .with("page", self.page);
        Ok(GitHubApi::new(api).list(&["user", "starred"], &query).await?.into())
    }
}
