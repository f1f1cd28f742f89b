//! Repositories, issues and files that come from and go to a test, and not over the API.

use super::{Blob, Comment, Failure, Hub, Issue, Repository, Signature, is_path, is_repository_name, position};
use crate::sandbox::{
    apps::github::{GitHubComment, GitHubIssue},
    testing::Person,
};

impl Hub {
    pub(in crate::sandbox::apps::github) fn clear(&mut self) {
        let mut freed = Vec::new();
        for issue in self.repositories.iter_mut().flat_map(|repository| repository.issues.drain(..)) {
            freed.push(issue.title.len() + issue.body.as_ref().map_or(0, String::len));
            freed.extend(issue.comments.iter().map(|comment| comment.body.len()));
        }
        freed.into_iter().for_each(|bytes| self.release(bytes));
    }

    pub(in crate::sandbox::apps::github) fn add_repository(
        &mut self,
        owner: Person,
        name: &str,
    ) -> Result<(), Failure> {
        if !is_repository_name(name) {
            return Err(Failure::unprocessable("the name has letters, digits, `-`, `_` and `.`, up to 100"));
        }
        if self.has_repository(owner.index(), name) {
            return Err(Failure::unprocessable("there is one already"));
        }
        self.admit(name.len())?;
        let (now, id) = (self.now(), self.new_id());
        self.repositories.push(Repository::new(id, owner.index(), name.to_owned(), now));
        Ok(())
    }

    pub(in crate::sandbox::apps::github) fn put(
        &mut self,
        repository: &str,
        path: &str,
        content: Vec<u8>,
    ) -> Result<(), Failure> {
        if !is_path(path) {
            return Err(Failure::unprocessable("the path is not one of a file"));
        }
        let place = self.place(repository).ok_or_else(missing)?;
        if self.repositories[place].head().is_some_and(|head| head.is_in_the_way(path)) {
            return Err(Failure::unprocessable("another file or a directory is in the way"));
        }
        let message = format!("Write {path}");
        self.admit(content.len() + message.len() + path.len())?;
        let now = self.now();
        let repository = &mut self.repositories[place];
        let (author, branch) = (Signature::of(repository.owner, now), repository.default_branch.clone());
        repository.write(&branch, path, Some(Blob::new(content)), message, author.clone(), author)?;
        Ok(())
    }

    /// Opens an issue, and returns its number.
    pub(in crate::sandbox::apps::github) fn open(
        &mut self,
        author: Person,
        repository: &str,
        title: &str,
        body: &str,
    ) -> Result<u64, Failure> {
        let place = self.seen(author, repository)?;
        self.admit(title.len() + body.len())?;
        let (now, id) = (self.now(), self.new_id());
        let repository = &mut self.repositories[place];
        let issue = repository.new_issue(id, author.index(), title.to_owned(), Some(body.to_owned()), now);
        let number = issue.number;
        repository.issues.push(issue);
        repository.updated = now;
        Ok(number)
    }

    pub(in crate::sandbox::apps::github) fn label(
        &mut self,
        repository: &str,
        number: u64,
        labels: Vec<String>,
    ) -> Result<(), Failure> {
        let place = self.place(repository).ok_or_else(missing)?;
        self.repositories[place].issue(number)?;
        self.admit(labels.iter().map(String::len).sum())?;
        let now = self.now();
        self.repositories[place].add_labels(number, labels, now)
    }

    pub(in crate::sandbox::apps::github) fn comment(
        &mut self,
        author: Person,
        repository: &str,
        number: u64,
        body: &str,
    ) -> Result<(), Failure> {
        let place = self.seen(author, repository)?;
        self.repositories[place].issue(number)?;
        self.admit(body.len())?;
        let (now, id) = (self.now(), self.new_id());
        let issue = self.repositories[place].issue_mut(number)?;
        let (user, body) = (author.index(), body.to_owned());
        issue.comments.push(Comment { id, user, body, created: now, updated: now });
        issue.updated = now;
        Ok(())
    }

    /// The issues and pull requests of a repository; `None` if there is no such repository.
    pub(in crate::sandbox::apps::github) fn opened(&self, repository: &str) -> Option<Vec<GitHubIssue>> {
        let repository = &self.repositories[self.place(repository)?];
        Some(repository.issues.iter().filter_map(read).collect())
    }

    /// The content of a file, if there is one; `None` if there is no such repository.
    pub(in crate::sandbox::apps::github) fn content(
        &self,
        repository: &str,
        reference: Option<&str>,
        path: &str,
    ) -> Option<Option<Vec<u8>>> {
        let repository = &self.repositories[self.place(repository)?];
        let commit = match reference {
            Some(reference) => repository.resolve(reference),
            None => repository.head(),
        };
        Some(commit.and_then(|commit| commit.tree.get(path)).map(|blob| blob.content.clone()))
    }

    /// The place of the repository of this full name.
    fn place(&self, full_name: &str) -> Option<usize> {
        let (owner, name) = full_name.split_once('/')?;
        let owner = position(owner)?;
        self.repositories.iter().position(|known| known.owner == owner && known.name.eq_ignore_ascii_case(name))
    }

    /// As [`place`](Self::place), of a repository that a person sees.
    fn seen(&self, person: Person, full_name: &str) -> Result<usize, Failure> {
        let place = self.place(full_name).ok_or_else(missing)?;
        match self.repositories[place].is_visible_to(person.index()) {
            true => Ok(place),
            false => Err(Failure::unprocessable("it is private")),
        }
    }
}

fn missing() -> Failure {
    Failure::unprocessable("there is no such repository")
}

fn read(issue: &Issue) -> Option<GitHubIssue> {
    let comment =
        |comment: &Comment| Some(GitHubComment { author: Person::at(comment.user)?, body: comment.body.clone() });
    Some(GitHubIssue {
        number: issue.number,
        author: Person::at(issue.user)?,
        title: issue.title.clone(),
        body: issue.body.clone().unwrap_or_default(),
        labels: issue.labels.clone(),
        assignees: issue.assignees.iter().filter_map(|user| Person::at(*user)).collect(),
        is_open: issue.closed.is_none(),
        comments: issue.comments.iter().filter_map(comment).collect(),
        head: issue.pull.as_ref().map(|pull| pull.head.clone()),
        is_merged: issue.pull.as_ref().is_some_and(|pull| pull.merged.is_some()),
    })
}
