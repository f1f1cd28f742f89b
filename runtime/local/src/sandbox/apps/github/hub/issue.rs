//! Issues, and pull requests, which are issues with branches.

use jiff::Timestamp;

/// An issue or a pull request.
pub(crate) struct Issue {
    pub(crate) id: u64,
    pub(crate) number: u64,
    pub(crate) user: usize,
    pub(crate) title: String,
    pub(crate) body: Option<String>,
    pub(crate) labels: Vec<String>,
    pub(crate) assignees: Vec<usize>,
    pub(crate) state_reason: Option<&'static str>,
    pub(crate) created: Timestamp,
    pub(crate) updated: Timestamp,
    /// When it was closed and by whom, if it is.
    pub(crate) closed: Option<(Timestamp, usize)>,
    /// Oldest first.
    pub(crate) comments: Vec<Comment>,
    pub(crate) pull: Option<Pull>,
}

impl Issue {
    pub(crate) fn state(&self) -> &'static str {
        if self.closed.is_some() { "closed" } else { "open" }
    }
}

/// A comment.
pub(crate) struct Comment {
    pub(crate) id: u64,
    pub(crate) user: usize,
    pub(crate) body: String,
    pub(crate) created: Timestamp,
    pub(crate) updated: Timestamp,
}

/// What makes a pull request of an issue.
pub(crate) struct Pull {
    /// The branch with the changes.
    pub(crate) head: String,
    /// The branch that they go to.
    pub(crate) base: String,
    /// What the branches ended with when it was created, or closed.
    pub(crate) head_sha: String,
    pub(crate) base_sha: String,
    pub(crate) is_draft: bool,
    pub(crate) merged: Option<Merge>,
    pub(crate) reviews: Vec<Review>,
}

/// How a pull request was merged.
pub(crate) struct Merge {
    pub(crate) by: usize,
    pub(crate) at: Timestamp,
    pub(crate) sha: String,
}

/// A review.
pub(crate) struct Review {
    pub(crate) id: u64,
    pub(crate) user: usize,
    pub(crate) state: &'static str,
    pub(crate) body: String,
    pub(crate) commit: String,
    /// Pending ones have none.
    pub(crate) submitted: Option<Timestamp>,
}
