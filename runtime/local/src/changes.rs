//! Notifies waiters when a user's connections change.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use tokio::sync::watch;

/// A revision for each user, which increases with every change of the user's connections.
#[derive(Debug)]
pub(crate) struct Changes {
    users: Mutex<HashMap<String, watch::Sender<u64>>>,
    first: u64,
}

impl Changes {
    pub(crate) fn new() -> Self {
        Self {
            users: Mutex::default(),
            // Higher than any revision that an earlier process has returned.
            first: u64::try_from(super::store::now()).unwrap_or_default(),
        }
    }

    /// Wakes all waiters for this user. Call it after the change is stored.
    pub(crate) fn announce(&self, user_id: &str) {
        self.with_user(user_id, |revision| revision.send_modify(|revision| *revision += 1));
    }

    /// A receiver of the user's revision. Subscribe before reading the store, so that no change is missed.
    pub(crate) fn subscribe(&self, user_id: &str) -> watch::Receiver<u64> {
        self.with_user(user_id, watch::Sender::subscribe)
    }

    /// Ends all waiting, because the router stops.
    pub(crate) fn close(&self) {
        self.users.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Whether anything waits for a change of this user.
    #[cfg(test)]
    pub(crate) fn is_awaited(&self, user_id: &str) -> bool {
        self.with_user(user_id, |revision| revision.receiver_count() > 0)
    }

    fn with_user<T>(&self, user_id: &str, act: impl FnOnce(&watch::Sender<u64>) -> T) -> T {
        let mut users = self.users.lock().unwrap_or_else(PoisonError::into_inner);
        let first = self.first;
        act(users.entry(user_id.to_owned()).or_insert_with(|| watch::Sender::new(first)))
    }
}
