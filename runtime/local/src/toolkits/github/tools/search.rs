//! Search.

use std::fmt::Display;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tool_router_core::config::Tag;

use super::{
    READ_ONLY, REPO,
    arguments::{Direction, Filled, PageNumber, PerPage, descending, first_page, thirty, words},
    results::{Found, Issue, Repository},
    trim::trim,
};
use crate::{
    ToolError,
    toolkits::{
        github::api::{GitHubApi, Object},
        rest::{Parameters, RestApi},
        table::Tool,
    },
};

/// What every search is asked for, except its page.
fn query(q: Filled, sort: Option<impl Display>, order: Direction) -> Parameters {
    Parameters::default().with("q", q).maybe("sort", sort).with("order", order)
}

words! {
    /// What found repositories are sorted by.
    RepositorySort {
        Stars = "stars",
        Forks = "forks",
        HelpWanted = "help-wanted-issues",
        Updated = "updated",
        Created = "created",
    }
}

/// Searches repositories by words and by qualifiers such as `user:octocat`, `language:rust`, `topic:cli` or `stars:>100`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SearchRepositories {
    /// What to search for, in GitHub's syntax.
    q: Filled,
    /// What to sort by. Without it, the best come first.
    sort: Option<RepositorySort>,
    /// The direction, with `sort`.
    #[serde(default = "descending")]
    order: Direction,
    /// How many to return on a page, 1 to 100.
    #[serde(default = "thirty")]
    per_page: PerPage,
    /// The page, from 1 on.
    #[serde(default = "first_page")]
    page: PageNumber,
}

impl Tool for SearchRepositories {
    const SLUG: &'static str = "GITHUB_SEARCH_REPOSITORIES";
    const NAME: &'static str = "Search repositories";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Found<Repository>;

    async fn run(self, api: &RestApi<'_>) -> Result<Found<Repository>, ToolError> {
        let query = query(self.q, self.sort, self.order).with("per_page", self.per_page).with("page", self.page);
        Ok(Found::followed_by(GitHubApi::new(api).search("repositories", &query).await?))
    }
}

words! {
    /// What found issues are sorted by.
    IssueSort {
        Comments = "comments",
        Reactions = "reactions",
        ThumbsUp = "reactions-+1",
        ThumbsDown = "reactions--1",
        Smile = "reactions-smile",
        Thinking = "reactions-thinking_face",
        Heart = "reactions-heart",
        Tada = "reactions-tada",
        Interactions = "interactions",
        Created = "created",
        Updated = "updated",
    }
}

words! {
    /// How much is returned about each issue.
    Detail { Minimal = "minimal", Full = "full", }
}

fn minimal() -> Detail {
    Detail::Minimal
}

/// Searches issues and pull requests by words and by qualifiers such as `repo:octocat/hello-world`, `is:pr`, `is:open`,
/// `author:@me`, `assignee:octocat` or `label:bug`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SearchIssues {
    /// What to search for, in GitHub's syntax, with at most 256 characters. `is:issue` or `is:pr` alone is not enough.
    q: Filled,
    /// What to sort by. Without it, the best come first.
    sort: Option<IssueSort>,
    /// The direction, with `sort`.
    #[serde(default = "descending")]
    order: Direction,
    /// How many to return on a page, 1 to 100.
    #[serde(default = "thirty")]
    per_page: PerPage,
    /// The page, from 1 on.
    #[serde(default = "first_page")]
    page: PageNumber,
    /// `minimal` leaves out the API's links; `full` returns everything.
    #[serde(default = "minimal")]
    response_detail: Detail,
}

/// The longest query that GitHub takes, in characters.
const MAX_QUERY_CHARS: usize = 256;

impl Tool for SearchIssues {
    const SLUG: &'static str = "GITHUB_SEARCH_ISSUES_AND_PULL_REQUESTS";
    const NAME: &'static str = "Search issues and pull requests";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Found<Issue>;

    async fn run(self, api: &RestApi<'_>) -> Result<Found<Issue>, ToolError> {
        if self.q.as_str().chars().count() > MAX_QUERY_CHARS {
            return Err(ToolError::InvalidArguments(format!("`q` must have at most {MAX_QUERY_CHARS} characters")));
        }
        let query = query(self.q, self.sort, self.order).with("per_page", self.per_page).with("page", self.page);
        let (mut found, next): (Value, _) = GitHubApi::new(api).search("issues", &query).await?;
        if self.response_detail == Detail::Minimal {
            trim(&mut found);
        }
        let found = serde_json::from_value(found).map_err(|error| ToolError::InvalidResponse(error.to_string()))?;
        Ok(Found::followed_by((found, next)))
    }
}

words! {
    /// What found files are sorted by.
    CodeSort { Indexed = "indexed", Updated = "updated", }
}

/// Searches the files of default branches by words in their content and by qualifiers such as `repo:octocat/hello-world`,
/// `language:rust`, `path:src` or `extension:md`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SearchCode {
    /// What to search for, in GitHub's syntax. At least one word is needed beside the qualifiers.
    q: Filled,
    /// What to sort by. GitHub no longer uses this.
    sort: Option<CodeSort>,
    /// The direction, with `sort`. GitHub no longer uses this.
    #[serde(default = "descending")]
    order: Direction,
    /// How many to return on a page, 1 to 100.
    #[serde(default = "thirty")]
    per_page: PerPage,
    /// The page, from 1 on.
    #[serde(default = "first_page")]
    page: PageNumber,
}

/// A file that was found.
#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct FoundFile {
    /// The path, which GITHUB_GET_REPOSITORY_CONTENT wants.
    path: String,
    /// The repository.
    repository: Object,
    #[serde(flatten)]
    other: Object,
}

impl Tool for SearchCode {
    const SLUG: &'static str = "GITHUB_SEARCH_CODE";
    const NAME: &'static str = "Search code";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Found<FoundFile>;

    async fn run(self, api: &RestApi<'_>) -> Result<Found<FoundFile>, ToolError> {
        let query = query(self.q, self.sort, self.order).with("per_page", self.per_page).with("page", self.page);
        Ok(Found::followed_by(GitHubApi::new(api).search("code", &query).await?))
    }
}
