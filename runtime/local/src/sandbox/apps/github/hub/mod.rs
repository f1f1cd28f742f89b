//! The repositories: their content and operations.

#[cfg(feature = "testing")]
mod direct;
mod failure;
mod git;
mod issue;
mod people;
mod query;
mod repository;
mod seed;

use jiff::Timestamp;

pub(super) use self::{
    failure::Failure,
    git::{Blob, Change, Commit, Signature, changes, merge},
    issue::{Comment, Issue, Merge, Pull, Review},
    people::{USERS, login, position},
    query::Query,
    repository::{Repository, is_path, is_repository_name},
};

/// The most repositories, commits, issues, comments and reviews together.
const MAX_ENTRIES: usize = 3_000;
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Everything, in memory and bounded. Users are numbers: their places in [`USERS`].
pub(in crate::sandbox) struct Hub {
    pub(super) repositories: Vec<Repository>,
    last: Timestamp,
    next_id: u64,
    entries: usize,
    bytes: usize,
}

impl Hub {
    pub(super) fn seeded() -> Self {
        let mut hub = Self { repositories: Vec::new(), last: Timestamp::default(), next_id: 1, entries: 0, bytes: 0 };
        seed::fill(&mut hub);
        hub
    }

    /// The repositories that a user sees, in the order of their creation.
    pub(super) fn visible(&self, user: usize) -> impl Iterator<Item = &Repository> {
        self.repositories.iter().filter(move |repository| repository.is_visible_to(user))
    }

    /// A repository that a user sees. Names are not case-sensitive.
    pub(super) fn repository(&self, user: usize, owner: &str, name: &str) -> Result<&Repository, Failure> {
        let owner = position(owner).ok_or_else(Failure::not_found)?;
        let named = |found: &&Repository| found.owner == owner && found.name.eq_ignore_ascii_case(name);
        self.visible(user).find(named).ok_or_else(Failure::not_found)
    }

    /// As [`repository`](Self::repository), to change it.
    pub(super) fn repository_mut(&mut self, user: usize, owner: &str, name: &str) -> Result<&mut Repository, Failure> {
        let id = self.repository(user, owner, name)?.id;
        self.repositories.iter_mut().find(|repository| repository.id == id).ok_or_else(Failure::not_found)
    }

    /// Whether a user owns a repository of this name. Names are not case-sensitive.
    pub(super) fn has_repository(&self, owner: usize, name: &str) -> bool {
        self.repositories.iter().any(|known| known.owner == owner && known.name.eq_ignore_ascii_case(name))
    }

    /// Makes room for an entry of `bytes` bytes.
    pub(super) fn admit(&mut self, bytes: usize) -> Result<(), Failure> {
        if self.entries >= MAX_ENTRIES || self.bytes + bytes > MAX_BYTES {
            return Err(Failure::forbidden("The sandbox is full: it is for trying things out, and holds no more."));
        }
        self.entries += 1;
        self.bytes += bytes;
        Ok(())
    }

    /// Gives the room of an entry back.
    pub(super) fn release(&mut self, bytes: usize) {
        self.entries = self.entries.saturating_sub(1);
        self.bytes = self.bytes.saturating_sub(bytes);
    }

    /// The time, which is later each time, so that it orders what happens.
    pub(super) fn now(&mut self) -> Timestamp {
        let after_last = self.last + jiff::SignedDuration::from_micros(1);
        self.last = Timestamp::now().max(after_last);
        self.last
    }

    pub(super) fn new_id(&mut self) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }
}
