//! Who is told when a user's connections change.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use tokio::sync::watch;

/// A number for each user that grows with every change of the user's connections.
#[derive(Debug)]
pub(crate) struct Changes {
    users: Mutex<HashMap<String, watch::Sender<u64>>>,
    first: u64,
}

impl Changes {
    pub(crate) fn new() -> Self {
        Self {
            users: Mutex::default(),
            // Above whatever a process before this one has told.
            first: u64::try_from(super::store::now()).unwrap_or_default(),
        }
    }

    /// Wakes everybody who waits for a change of this user. Call it after the change is stored.
    pub(crate) fn announce(&self, user_id: &str) {
        self.with_user(user_id, |revision| revision.send_modify(|revision| *revision += 1));
    }

    /// A receiver of the user's revision. Subscribe before looking into the store, and no change goes unseen.
    pub(crate) fn subscribe(&self, user_id: &str) -> watch::Receiver<u64> {
        self.with_user(user_id, watch::Sender::subscribe)
    }

    /// Ends every wait, because the router stops.
    pub(crate) fn close(&self) {
        self.users.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Whether somebody waits for a change of this user.
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
