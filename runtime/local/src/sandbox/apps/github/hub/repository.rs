//! Repositories.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use jiff::Timestamp;

use super::{
    failure::Failure,
    git::{Blob, Commit, Signature, Tree},
    issue::{Issue, Pull},
    people::login,
};

/// The most files of a repository.
const MAX_FILES: usize = 200;

/// A label, and its color.
pub(crate) struct Label {
    pub(crate) name: String,
    pub(crate) color: &'static str,
}

/// A repository.
pub(crate) struct Repository {
    pub(crate) id: u64,
    pub(crate) owner: usize,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) homepage: Option<String>,
    pub(crate) is_private: bool,
    pub(crate) has_issues: bool,
    /// Who can push beside the owner.
    pub(crate) collaborators: BTreeSet<usize>,
    pub(crate) topics: &'static [&'static str],
    pub(crate) language: Option<&'static str>,
    pub(crate) default_branch: String,
    /// The SHA of each branch's last commit.
    pub(crate) branches: BTreeMap<String, String>,
    pub(crate) tags: BTreeMap<String, String>,
    pub(super) commits: HashMap<String, Commit>,
    /// In the order of their numbers, which begin with 1.
    pub(crate) issues: Vec<Issue>,
    pub(crate) labels: Vec<Label>,
    /// Who has starred it, and when.
    pub(crate) stars: Vec<(usize, Timestamp)>,
    pub(crate) created: Timestamp,
    pub(crate) updated: Timestamp,
    pub(crate) pushed: Timestamp,
}

impl Repository {
    pub(crate) fn new(id: u64, owner: usize, name: String, at: Timestamp) -> Self {
        let labels = [("bug", "d73a4a"), ("documentation", "0075ca"), ("enhancement", "a2eeef")];
        let labels = labels.map(|(name, color)| Label { name: name.to_owned(), color });
        Self {
            id,
            owner,
            name,
            description: None,
            homepage: None,
            is_private: false,
            has_issues: true,
            collaborators: BTreeSet::new(),
            topics: &[],
            language: None,
            default_branch: "main".to_owned(),
            branches: BTreeMap::new(),
            tags: BTreeMap::new(),
            commits: HashMap::new(),
            issues: Vec::new(),
            labels: labels.into_iter().collect(),
            stars: Vec::new(),
            created: at,
            updated: at,
            pushed: at,
        }
    }

    pub(crate) fn full_name(&self) -> String {
        format!("{}/{}", login(self.owner), self.name)
    }

    /// Whether a user knows that it exists, and can read it.
    pub(crate) fn is_visible_to(&self, user: usize) -> bool {
        !self.is_private || self.can_push(user)
    }

    pub(crate) fn can_push(&self, user: usize) -> bool {
        self.owner == user || self.collaborators.contains(&user)
    }

    pub(crate) fn issue(&self, number: u64) -> Result<&Issue, Failure> {
        self.issues.iter().find(|issue| issue.number == number).ok_or_else(Failure::not_found)
    }

    pub(crate) fn issue_mut(&mut self, number: u64) -> Result<&mut Issue, Failure> {
        self.issues.iter_mut().find(|issue| issue.number == number).ok_or_else(Failure::not_found)
    }

    /// A pull request with its issue.
    pub(crate) fn pull(&self, number: u64) -> Result<(&Issue, &Pull), Failure> {
        let issue = self.issue(number)?;
        issue.pull.as_ref().map(|pull| (issue, pull)).ok_or_else(Failure::not_found)
    }

    /// What the branch of a pull request ends with: what it ended with, once it is closed.
    pub(crate) fn head_of<'a>(&'a self, issue: &Issue, pull: &'a Pull) -> &'a str {
        let current = self.branches.get(&pull.head).filter(|_| issue.closed.is_none());
        current.map_or(&pull.head_sha, |sha| sha)
    }

    pub(crate) fn commit(&self, sha: &str) -> Option<&Commit> {
        self.commits.get(sha)
    }

    /// The commit that is named by a branch, a tag, or a SHA of at least seven digits.
    pub(crate) fn resolve(&self, reference: &str) -> Option<&Commit> {
        let bare = reference.strip_prefix("refs/").unwrap_or(reference);
        let bare = bare.strip_prefix("heads/").or_else(|| bare.strip_prefix("tags/")).unwrap_or(bare);
        let named = self.branches.get(bare).or_else(|| self.tags.get(bare)).map(String::as_str);
        let shortened = || {
            let is_sha = reference.len() >= 7 && reference.bytes().all(|byte| byte.is_ascii_hexdigit());
            self.commits.keys().find(|sha| is_sha && sha.starts_with(reference)).map(String::as_str)
        };
        self.commit(named.or_else(shortened)?)
    }

    /// The last commit of the default branch, unless the repository is empty.
    pub(crate) fn head(&self) -> Option<&Commit> {
        self.commit(self.branches.get(&self.default_branch)?)
    }

    /// A commit and everything before it, newest first.
    pub(crate) fn history<'a>(&'a self, from: &'a Commit) -> Vec<&'a Commit> {
        let mut seen = BTreeSet::from([from.sha.as_str()]);
        let mut found = vec![from];
        let mut next = 0;
        while let Some(commit) = found.get(next).copied() {
            next += 1;
            let parents = commit.parents.iter().filter_map(|sha| self.commit(sha));
            let new: Vec<_> = parents.filter(|parent| seen.insert(parent.sha.as_str())).collect();
            found.extend(new);
        }
        found.sort_by_key(|commit| std::cmp::Reverse(commit.committer.date));
        found
    }

    /// The newest commit that both have in their history.
    pub(crate) fn merge_base<'a>(&'a self, one: &'a Commit, other: &'a Commit) -> Option<&'a Commit> {
        let known: BTreeSet<_> = self.history(one).into_iter().map(|commit| commit.sha.as_str()).collect();
        self.history(other).into_iter().find(|commit| known.contains(commit.sha.as_str()))
    }

    /// Adds a commit to a branch, which is created if this is the first commit.
    pub(crate) fn add_commit(
        &mut self,
        branch: &str,
        message: String,
        author: Signature,
        committer: Signature,
        parents: Vec<String>,
        tree: Tree,
    ) -> Result<&Commit, Failure> {
        if tree.len() > MAX_FILES {
            return Err(Failure::forbidden("The sandbox is full: a repository has at most 200 files."));
        }
        self.pushed = committer.date;
        self.updated = committer.date;
        let commit = Commit::new(message, author, committer, parents, Arc::new(tree));
        let sha = commit.sha.clone();
        self.branches.insert(branch.to_owned(), sha.clone());
        Ok(self.commits.entry(sha).or_insert(commit))
    }

    /// Adds or removes one file in a commit of its own.
    pub(crate) fn write(
        &mut self,
        branch: &str,
        path: &str,
        blob: Option<Arc<Blob>>,
        message: String,
        author: Signature,
        committer: Signature,
    ) -> Result<&Commit, Failure> {
        let parent = self.branches.get(branch).and_then(|sha| self.commit(sha));
        let mut tree = parent.map(|commit| (*commit.tree).clone()).unwrap_or_default();
        let parents = parent.map(|commit| commit.sha.clone()).into_iter().collect();
        match blob {
            Some(blob) => tree.insert(Arc::from(path), blob),
            None => tree.remove(path),
        };
        self.add_commit(branch, message, author, committer, parents, tree)
    }

    /// The repository's own spelling of labels, which are created if they are new.
    pub(crate) fn labels_named(&mut self, names: Vec<String>) -> Vec<String> {
        let mut labels: Vec<String> = Vec::new();
        for name in names {
            let known = self.labels.iter().find(|label| label.name.eq_ignore_ascii_case(&name));
            let name = known.map_or(name, |label| label.name.clone());
            if known.is_none() {
                self.labels.push(Label { name: name.clone(), color: "ededed" });
            }
            if !labels.contains(&name) {
                labels.push(name);
            }
        }
        labels
    }
    /// An issue without labels and assignees, with the next number.
    pub(crate) fn new_issue(&self, id: u64, user: usize, title: String, body: Option<String>, now: Timestamp) -> Issue {
        Issue {
            id,
            number: self.issues.last().map_or(1, |last| last.number + 1),
            user,
            title,
            body: body.filter(|body| !body.is_empty()),
            labels: Vec::new(),
            assignees: Vec::new(),
            state_reason: None,
            created: now,
            updated: now,
            closed: None,
            comments: Vec::new(),
            pull: None,
        }
    }

    /// Puts labels on an issue, beside those that it has.
    pub(crate) fn add_labels(&mut self, number: u64, names: Vec<String>, now: Timestamp) -> Result<(), Failure> {
        let names = self.labels_named(names);
        let issue = self.issue_mut(number)?;
        for name in names {
            if !issue.labels.contains(&name) {
                issue.labels.push(name);
            }
        }
        issue.updated = now;
        Ok(())
    }
}

/// Whether a repository can have this name.
pub(crate) fn is_repository_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (1..=100).contains(&name.len()) && name.bytes().all(fits) && !matches!(name, "." | "..")
}

/// Whether a file can have this path.
pub(crate) fn is_path(path: &str) -> bool {
    let is_part = |part: &str| !matches!(part, "" | "." | ".." | ".git");
    path.len() <= 1_024 && path.split('/').all(is_part) && !path.contains(char::is_control)
}
