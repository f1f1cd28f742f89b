//! Repositories, issues and files that a test makes, and reads.

use std::{
    fmt,
    sync::{Arc, Mutex},
};

use super::{GitHubApp, hub::Hub};
use crate::sandbox::{lock, testing::Person};

/// An issue or a pull request in the sandbox provider's GitHub.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GitHubIssue {
    /// Its number in the repository.
    pub number: u64,
    /// Who opened it.
    pub author: Person,
    /// What it is about.
    pub title: String,
    /// What it says; empty if it has no text.
    pub body: String,
    /// The names of its labels.
    pub labels: Vec<String>,
    /// Who it is assigned to.
    pub assignees: Vec<Person>,
    /// Whether it is open.
    pub is_open: bool,
    /// The comments on it, oldest first.
    pub comments: Vec<GitHubComment>,
    /// The branch that it wants to have merged, if it is a pull request.
    pub head: Option<String>,
    /// Whether it is a pull request that was merged.
    pub is_merged: bool,
}

/// A comment on an issue or a pull request in the sandbox provider's GitHub.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GitHubComment {
    /// Who wrote it.
    pub author: Person,
    /// What it says.
    pub body: String,
}

/// The sandbox provider's GitHub: the repositories of its people, named as `maya/checkout`.
#[derive(Clone)]
pub struct Repositories(Arc<Mutex<Hub>>);

impl GitHubApp {
    pub(in crate::sandbox) fn repositories(&self) -> Repositories {
        Repositories(Arc::clone(&self.hub))
    }
}

impl Repositories {
    /// Removes every issue and pull request. The repositories stay, with their files.
    pub fn clear(&self) -> &Self {
        lock(&self.0).clear();
        self
    }

    /// Makes a public repository without files.
    ///
    /// # Panics
    ///
    /// If its owner has one of this name already, if the name is not one that GitHub takes, or if the sandbox is full.
    #[track_caller]
    pub fn repository(&self, owner: Person, name: &str) -> &Self {
        if let Err(problem) = lock(&self.0).add_repository(owner, name) {
            panic!("the sandbox's GitHub does not make the repository `{name}` of {}: {problem}", owner.name());
        }
        self
    }

    /// Writes a file on the default branch, as the repository's owner, and replaces what is there.
    ///
    /// # Panics
    ///
    /// If there is no such repository, if the path is not one of a file, or if the sandbox is full.
    #[track_caller]
    pub fn write(&self, repository: &str, path: &str, content: impl Into<Vec<u8>>) -> &Self {
        if let Err(problem) = lock(&self.0).put(repository, path, content.into()) {
            panic!("the sandbox's GitHub does not write `{path}` in `{repository}`: {problem}");
        }
        self
    }

    /// Opens an issue, and returns its number.
    ///
    /// # Panics
    ///
    /// If there is no such repository, if the author does not see it, or if the sandbox is full.
    #[track_caller]
    pub fn open(&self, author: Person, repository: &str, title: &str, body: &str) -> u64 {
        match lock(&self.0).open(author, repository, title, body) {
            Ok(number) => number,
            Err(problem) => {
                panic!("the sandbox's GitHub takes no issue of {} in `{repository}`: {problem}", author.name())
            }
        }
    }

    /// Puts labels on an issue or a pull request. Those that the repository does not have yet are created.
    ///
    /// # Panics
    ///
    /// If there is no such issue, or if the sandbox is full.
    #[track_caller]
    pub fn label<'l>(&self, repository: &str, number: u64, labels: impl IntoIterator<Item = &'l str>) -> &Self {
        let labels = labels.into_iter().map(str::to_owned).collect();
        if let Err(problem) = lock(&self.0).label(repository, number, labels) {
            panic!("the sandbox's GitHub does not label {repository}#{number}: {problem}");
        }
        self
    }

    /// Comments on an issue or a pull request.
    ///
    /// # Panics
    ///
    /// If there is no such issue, if the author does not see it, or if the sandbox is full.
    #[track_caller]
    pub fn comment(&self, author: Person, repository: &str, number: u64, body: &str) -> &Self {
        if let Err(problem) = lock(&self.0).comment(author, repository, number, body) {
            panic!("the sandbox's GitHub takes no comment of {} on {repository}#{number}: {problem}", author.name());
        }
        self
    }

    /// The issues and pull requests of a repository, oldest first.
    ///
    /// # Panics
    ///
    /// If there is no such repository.
    #[must_use]
    #[track_caller]
    pub fn issues(&self, repository: &str) -> Vec<GitHubIssue> {
        lock(&self.0).opened(repository).unwrap_or_else(|| none_of(repository))
    }

    /// The content of a text file on the default branch; `None` if there is none.
    ///
    /// # Panics
    ///
    /// If there is no such repository, or if the file is not text.
    #[must_use]
    #[track_caller]
    pub fn file(&self, repository: &str, path: &str) -> Option<String> {
        self.read(repository, None, path)
    }

    /// The content of a text file on a branch, or at a tag or a commit; `None` if there is none.
    ///
    /// # Panics
    ///
    /// As [`file`](Self::file).
    #[must_use]
    #[track_caller]
    pub fn file_at(&self, repository: &str, reference: &str, path: &str) -> Option<String> {
        self.read(repository, Some(reference), path)
    }

    #[track_caller]
    fn read(&self, repository: &str, reference: Option<&str>, path: &str) -> Option<String> {
        let content = lock(&self.0).content(repository, reference, path).unwrap_or_else(|| none_of(repository))?;
        match String::from_utf8(content) {
            Ok(text) => Some(text),
            Err(_) => panic!("`{path}` in `{repository}` is not text"),
        }
    }
}

#[track_caller]
fn none_of(repository: &str) -> ! {
    panic!("the sandbox's GitHub has no repository `{repository}`")
}

impl fmt::Debug for Repositories {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Repositories").finish_non_exhaustive()
    }
}
