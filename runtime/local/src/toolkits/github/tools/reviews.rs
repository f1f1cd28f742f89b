//! Reviews of pull requests.

use reqwest::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tool_router_core::config::Tag;

use super::{
    CREATES, REPO,
    arguments::{Filled, Login, Number, RepoName, words},
};
use crate::{
    ToolError,
    toolkits::{
        github::api::{Fields, GitHubApi, Object},
        rest::RestApi,
        table::Tool,
    },
};

words! {
    /// What a review comes to.
    Verdict { Approve = "APPROVE", RequestChanges = "REQUEST_CHANGES", Comment = "COMMENT", }
}

words! {
    /// A side of a diff.
    Side { Left = "LEFT", Right = "RIGHT", }
}

/// Reviews a pull request: approves it, asks for changes, or comments on it. Without `event`, the review is pending, and only its
/// author sees it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateReview {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Number of the pull request.
    pull_number: Number,
    /// What it comes to.
    event: Option<Verdict>,
    /// What to say about the whole, in Markdown. It is needed for `REQUEST_CHANGES` and `COMMENT`.
    body: Option<String>,
    /// Comments on lines.
    comments: Option<Vec<LineComment>>,
    /// SHA of the commit that was looked at. Without it, the newest.
    commit_id: Option<String>,
}

/// A comment on lines of a file.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LineComment {
    /// Path of the file.
    path: Filled,
    /// What to say, in Markdown.
    body: Filled,
    /// The line, or the last one of several.
    line: Option<Number>,
    /// The line of the diff, counted from the first `@@` on, instead of `line`.
    position: Option<Number>,
    /// The side of the diff that `line` is on. Without it, `RIGHT`, with the new content.
    side: Option<Side>,
    /// The first line, if there are several.
    start_line: Option<Number>,
    /// The side of the diff that `start_line` is on.
    start_side: Option<Side>,
}

#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct Review {
    /// Id of the review.
    id: u64,
    /// `APPROVED`, `CHANGES_REQUESTED`, `COMMENTED` or `PENDING`.
    state: String,
    #[serde(flatten)]
    other: Object,
}

impl Tool for CreateReview {
    const SLUG: &'static str = "GITHUB_CREATE_A_REVIEW_FOR_A_PULL_REQUEST";
    const NAME: &'static str = "Create a review for a pull request";
    const TAGS: &'static [Tag] = CREATES;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Review;

    async fn run(self, api: &RestApi<'_>) -> Result<Review, ToolError> {
        let says_nothing = self.body.as_ref().is_none_or(|body| body.trim().is_empty());
        if says_nothing && matches!(self.event, Some(Verdict::RequestChanges | Verdict::Comment)) {
            return Err(ToolError::InvalidArguments("`body` is needed to ask for changes and to comment".into()));
        }
        let comments = self.comments.map(|comments| {
            let rendered = comments.into_iter().map(|comment| {
                let fields = Fields::default()
                    .with("path", comment.path)
                    .with("body", comment.body)
                    .maybe("line", comment.line)
                    .maybe("position", comment.position)
                    .maybe("side", comment.side)
                    .maybe("start_line", comment.start_line)
                    .maybe("start_side", comment.start_side);
                Value::from(fields)
            });
            rendered.collect::<Vec<_>>()
        });
        let body = Fields::default()
            .maybe("event", self.event)
            .maybe("body", self.body)
            .maybe("comments", comments)
            .maybe("commit_id", self.commit_id);
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        repository.send(Method::POST, &["pulls", &self.pull_number.to_string(), "reviews"], Some(body)).await
    }
}
