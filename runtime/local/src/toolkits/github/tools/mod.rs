//! The tools, each with a struct of its arguments.

mod arguments;
mod branches;
mod comments;
mod commits;
mod contents;
mod issues;
mod pulls;
mod repositories;
mod results;
mod reviews;
mod search;
mod stars;
mod trim;
mod users;

use tool_router_core::config::Tag;

use super::super::table::ToolTable;

/// Without `repo`, only public repositories are reached.
const REPO: &[&str] = &["repo", "public_repo"];

const READ_ONLY: &[Tag] = &[Tag::ReadOnly, Tag::Idempotent, Tag::OpenWorld];
const CREATES: &[Tag] = &[Tag::Create, Tag::OpenWorld];
const UPDATES: &[Tag] = &[Tag::Update, Tag::Idempotent, Tag::OpenWorld];
const DESTRUCTIVE: &[Tag] = &[Tag::Destructive, Tag::Idempotent, Tag::OpenWorld];

/// Every tool of the toolkit.
pub(super) fn table() -> ToolTable {
    ToolTable::default()
        .with::<users::GetAuthenticatedUser>()
        .with::<repositories::ListOwnRepositories>()
        .with::<repositories::ListRepositoriesOfUser>()
        .with::<repositories::GetRepository>()
        .with::<repositories::CreateRepository>()
        .with::<stars::StarRepository>()
        .with::<stars::UnstarRepository>()
        .with::<stars::ListStarred>()
        .with::<branches::ListBranches>()
        .with::<branches::GetBranch>()
        .with::<branches::CreateReference>()
        .with::<commits::ListCommits>()
        .with::<commits::GetCommit>()
        .with::<contents::GetContent>()
        .with::<contents::WriteFile>()
        .with::<contents::DeleteFile>()
        .with::<issues::ListRepositoryIssues>()
        .with::<issues::ListAssignedIssues>()
        .with::<issues::GetIssue>()
        .with::<issues::CreateIssue>()
        .with::<issues::UpdateIssue>()
        .with::<issues::AddLabels>()
        .with::<comments::CreateIssueComment>()
        .with::<comments::ListIssueComments>()
        .with::<comments::UpdateIssueComment>()
        .with::<comments::DeleteIssueComment>()
        .with::<pulls::ListPullRequests>()
        .with::<pulls::GetPullRequest>()
        .with::<pulls::ListPullRequestFiles>()
        .with::<pulls::CreatePullRequest>()
        .with::<pulls::UpdatePullRequest>()
        .with::<pulls::MergePullRequest>()
        .with::<reviews::CreateReview>()
        .with::<search::SearchRepositories>()
        .with::<search::SearchIssues>()
        .with::<search::SearchCode>()
}
