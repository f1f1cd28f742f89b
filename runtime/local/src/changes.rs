//! Notifies waiters when a user's connections change.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::sync::watch;

use super::limits;

/// A revision for each user, which increases with every change of the user's connections.
#[derive(Debug)]
pub(crate) struct Changes(Mutex<Users>);

#[derive(Debug)]
struct Users {
    /// The users who are counted apart.
    revisions: HashMap<String, watch::Sender<u64>>,
    /// The revision of everybody else. It is at least as high as any that they had.
    others: u64,
    /// How many users there may be before those for whom nobody waits are dropped.
    most: usize,
}

impl Changes {
    pub(crate) fn new() -> Self {
        // Higher than any revision that an earlier process has returned.
        let others = u64::try_from(super::store::now()).unwrap_or_default();
        Self(Mutex::new(Users { revisions: HashMap::new(), others, most: limits::USERS }))
    }

    /// Wakes all waiters for this user. Call it after the change is stored.
    pub(crate) fn announce(&self, user_id: &str) {
        self.with_user(user_id, |revision| revision.send_modify(|revision| *revision += 1));
    }

    /// Wakes all waiters, for a change that can concern anybody.
    pub(crate) fn announce_all(&self) {
        let mut users = self.lock();
        users.others += 1;
        users.revisions.values().for_each(|revision| revision.send_modify(|revision| *revision += 1));
    }

    /// A receiver of the user's revision. Subscribe before reading the store, so that no change is missed.
    pub(crate) fn subscribe(&self, user_id: &str) -> watch::Receiver<u64> {
        self.with_user(user_id, watch::Sender::subscribe)
    }

    /// Ends all waiting, because the router stops.
    pub(crate) fn close(&self) {
        self.lock().revisions.clear();
    }

    /// Whether anything waits for a change of this user.
    #[cfg(test)]
    pub(crate) fn is_awaited(&self, user_id: &str) -> bool {
        self.with_user(user_id, |revision| revision.receiver_count() > 0)
    }

    fn with_user<T>(&self, user_id: &str, act: impl FnOnce(&watch::Sender<u64>) -> T) -> T {
        let mut users = self.lock();
        if let Some(revision) = users.revisions.get(user_id) {
            return act(revision);
        }
        users.make_room();
        let others = users.others;
        act(users.revisions.entry(user_id.to_owned()).or_insert_with(|| watch::Sender::new(others)))
    }

    fn lock(&self) -> MutexGuard<'_, Users> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Users {
    fn make_room(&mut self) {
        if self.revisions.len() < self.most {
            return;
        }
        let others = &mut self.others;
        self.revisions.retain(|_, revision| {
            let is_awaited = revision.receiver_count() > 0;
            if !is_awaited {
                *others = (*others).max(*revision.borrow());
            }
            is_awaited
        });
        // If most are waited for, they are not gone through again with each new one.
        self.most = limits::USERS.max(self.revisions.len() * 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_for_whom_nobody_waits_take_no_room_and_lose_no_change() {
        let changes = Changes::new();
        let awaited = changes.subscribe("ada");
        changes.announce("bob");
        let bobs = *changes.subscribe("bob").borrow();
        for number in 0..3 * limits::USERS {
            changes.announce(&format!("user{number}"));
        }
        assert!(changes.lock().revisions.len() <= limits::USERS);
        assert!(!awaited.has_changed().unwrap());
        assert!(*changes.subscribe("bob").borrow() >= bobs, "revisions do not go back");
        let before = *changes.subscribe("bob").borrow();
        changes.announce("bob");
        assert!(*changes.subscribe("bob").borrow() > before);
        changes.announce("ada");
        assert!(awaited.has_changed().unwrap());
    }
}
