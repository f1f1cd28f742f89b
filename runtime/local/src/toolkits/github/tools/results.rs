//! Results that several tools have. What they do not name is passed on as GitHub returns it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::api::{Object, Page};

/// Defines an object of the API with the fields that agents need most.
macro_rules! object {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)+ }) => {
        $(#[$about])*
        #[derive(Deserialize, Serialize, JsonSchema)]
        pub(super) struct $name {
            $(
                $(#[$doc])*
                #[serde(default, skip_serializing_if = "Option::is_none")]
                $field: Option<$type>,
            )+
            /// What else GitHub says about it.
            #[serde(flatten)]
            other: Object,
        }
    };
}

/// Defines a page of a list.
macro_rules! page {
    ($(#[$about:meta])* $name:ident { $field:ident: $item:ty }) => {
        $(#[$about])*
        #[derive(Serialize, JsonSchema)]
        pub(super) struct $name {
            $field: Vec<$item>,
            /// Pass it as `page` to get the next page. The last page has none.
            #[serde(skip_serializing_if = "Option::is_none")]
            next_page: Option<u32>,
        }

        impl From<Page<$item>> for $name {
            fn from(page: Page<$item>) -> Self {
                Self { $field: page.items, next_page: page.next }
            }
        }
    };
}

object! {
    /// A repository.
    Repository {
        /// The name with the owner: `octocat/hello-world`.
        full_name: String,
        /// Whether only its collaborators see it.
        private: bool,
        /// Its page.
        html_url: String,
        /// The branch that changes go to.
        default_branch: String,
    }
}

object! {
    /// An issue. It is a pull request if it has `pull_request`.
    Issue {
        /// The number in its repository, which other tools want.
        number: u64,
        /// The title.
        title: String,
        /// `open` or `closed`.
        state: String,
        /// Its page.
        html_url: String,
    }
}

object! {
    /// A pull request.
    PullRequest {
        /// The number in its repository, which other tools want.
        number: u64,
        /// The title.
        title: String,
        /// `open` or `closed`.
        state: String,
        /// Its page.
        html_url: String,
    }
}

object! {
    /// A comment.
    Comment {
        /// Id of the comment, which other tools want as `comment_id`.
        id: u64,
        /// What it says, in Markdown.
        body: String,
        /// Its page.
        html_url: String,
    }
}

object! {
    /// A commit.
    Commit {
        /// The SHA that identifies it.
        sha: String,
        /// Its page.
        html_url: String,
        /// The message, the author and the committer.
        commit: Object,
    }
}

object! {
    /// A branch.
    Branch {
        /// The name.
        name: String,
        /// The commit that it ends with.
        commit: Object,
        /// Whether rules protect it.
        protected: bool,
    }
}

object! {
    /// A file that a pull request changes.
    ChangedFile {
        /// The path.
        filename: String,
        /// `added`, `removed`, `modified`, `renamed` and others.
        status: String,
        /// How many lines were added.
        additions: u64,
        /// How many lines were removed.
        deletions: u64,
    }
}

object! {
    /// A label.
    Label {
        /// The name.
        name: String,
    }
}

page! {
    /// A page of repositories.
    Repositories { repositories: Repository }
}

page! {
    /// A page of issues.
    Issues { issues: Issue }
}

page! {
    /// A page of pull requests.
    PullRequests { pull_requests: PullRequest }
}

page! {
    /// A page of comments.
    Comments { comments: Comment }
}

page! {
    /// A page of commits.
    Commits { commits: Commit }
}

page! {
    /// A page of branches.
    Branches { branches: Branch }
}

page! {
    /// A page of changed files.
    ChangedFiles { files: ChangedFile }
}

/// A page of a search.
#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct Found<T> {
    /// How many there are.
    total_count: u64,
    /// Whether the search ran out of time.
    #[serde(default)]
    incomplete_results: bool,
    /// What was found on this page.
    pub(super) items: Vec<T>,
    /// Pass it as `page` to get the next page. The last page has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next_page: Option<u32>,
}

impl<T> Found<T> {
    pub(super) fn followed_by((found, next): (Self, Option<u32>)) -> Self {
        Self { next_page: next, ..found }
    }
}

/// An answer without content: it worked.
#[derive(Serialize, JsonSchema)]
pub(super) struct Done {}

impl From<()> for Done {
    fn from((): ()) -> Self {
        Self {}
    }
}
