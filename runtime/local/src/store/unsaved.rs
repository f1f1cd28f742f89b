use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use super::{Account, SealedTokens, Store};

/// The pause after the first failure to write, and the longest pause.
const PAUSES: [Duration; 2] = [Duration::from_millis(250), Duration::from_secs(30)];

/// How long whoever has new tokens waits for them to be written.
const WRITTEN_WITHIN: Duration = Duration::from_secs(1);

/// Tokens that are used, and not written yet: a provider that rotates refresh tokens does not take the written ones any
/// more.
#[derive(Default)]
pub(super) struct Unsaved(Mutex<HashMap<String, Entry>>);

#[derive(Clone)]
struct Entry {
    /// The access token that is written.
    written: Option<Vec<u8>>,
    tokens: SealedTokens,
}

/// The unsaved tokens at a time.
pub(super) struct Snapshot(HashMap<String, Entry>);

impl Snapshot {
    /// Gives an account, as it is written, the tokens that it has.
    pub(super) fn apply(&self, account: &mut Account) {
        if let Some(entry) = self.0.get(&account.id)
            && entry.written == account.tokens.access_token
        {
            account.tokens = entry.tokens.clone();
        }
    }
}

impl Unsaved {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is unsaved now. It is taken before the store is read, because what is written meanwhile is no longer here.
    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot(self.lock().clone())
    }

    /// The access token that is written for an account, to which tokens may have been [applied](Snapshot::apply).
    pub(super) fn written(&self, account: &Account) -> Option<Vec<u8>> {
        match self.lock().get(&account.id) {
            Some(entry) if entry.tokens.access_token == account.tokens.access_token => entry.written.clone(),
            _ => account.tokens.access_token.clone(),
        }
    }

    pub(super) fn forget(&self, account_id: &str) {
        self.lock().remove(account_id);
    }

    /// Takes an account's new tokens. Returns whether nobody writes its tokens yet.
    fn keep(&self, account: &Account, tokens: &SealedTokens) -> bool {
        let written = self.written(account);
        let entry = Entry { written, tokens: tokens.clone() };
        self.lock().insert(account.id.clone(), entry).is_none()
    }

    fn get(&self, account_id: &str) -> Option<Entry> {
        self.lock().get(account_id).cloned()
    }

    /// Notes that `entry` is written, or that the account no longer takes it. Returns whether there is nothing newer.
    fn settle(&self, account_id: &str, entry: &Entry, is_written: bool) -> bool {
        let mut entries = self.lock();
        match entries.get_mut(account_id) {
            Some(newer) if is_written && newer.tokens.access_token != entry.tokens.access_token => {
                newer.written.clone_from(&entry.tokens.access_token);
                false
            }
            _ => {
                entries.remove(account_id);
                true
            }
        }
    }

    fn accounts(&self) -> Vec<String> {
        self.lock().keys().cloned().collect()
    }
}

impl Store {
    /// Replaces the tokens of an account, unless they were replaced since `before` was read. They hold at once; if they
    /// cannot be written, this is tried again until they can.
    pub(crate) async fn replace_tokens(&self, before: &Account, tokens: &SealedTokens) {
        if !self.unsaved.keep(before, tokens) {
            return;
        }
        let (store, id) = (self.clone(), before.id.clone());
        let writing = tokio::spawn(async move { store.write_until_written(&id).await });
        let _ = tokio::time::timeout(WRITTEN_WITHIN, writing).await;
    }

    async fn write_until_written(&self, account_id: &str) {
        let [mut pause, longest] = PAUSES;
        loop {
            match self.write_unsaved(account_id).await {
                Ok(true) => return,
                Ok(false) => continue,
                Err(sqlx::Error::PoolClosed) => {
                    tracing::error!(account = account_id, "renewed tokens were not written before the router stopped");
                    return;
                }
                Err(error) => {
                    tracing::error!(%error, account = account_id, "renewed tokens cannot be written yet");
                }
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(longest);
        }
    }

    /// Writes an account's tokens. Returns whether there is nothing newer to write.
    async fn write_unsaved(&self, account_id: &str) -> sqlx::Result<bool> {
        let Some(entry) = self.unsaved.get(account_id) else { return Ok(true) };
        let is_written = self.write_tokens(account_id, entry.written.as_deref(), &entry.tokens).await?;
        Ok(self.unsaved.settle(account_id, &entry, is_written))
    }

    /// Tries once more to write what is not written.
    pub(super) async fn write_all_unsaved(&self) {
        for account_id in self.unsaved.accounts() {
            if let Err(error) = self.write_unsaved(&account_id).await {
                tracing::error!(%error, account = account_id, "renewed tokens are lost");
            }
        }
    }

    /// Whether everything is written.
    #[cfg(test)]
    pub(crate) fn is_saved(&self) -> bool {
        self.unsaved.lock().is_empty()
    }
}

impl fmt::Debug for Unsaved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unsaved").finish_non_exhaustive()
    }
}
