use std::time::Duration;

use crate::{
    changes::Changes,
    state::App,
    store::{Store, now},
};

/// The interval after a store failure, and the longest interval otherwise, in case the clock is changed.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// Ends accounts at the moment their link expires, or their connection was not stored in time, and notifies waiters. Later,
/// deletes what has ended. Runs until it is dropped.
pub(crate) async fn expire_links(app: App) {
    loop {
        let due = expire_due(&app.store, &app.changes).await;
        let sleep = due.min(sweep(&app.store, &app.changes).await);
        tokio::select! {
            () = tokio::time::sleep(sleep) => {}
            () = app.new_link.notified() => {}
        }
    }
}

/// Ends the accounts whose link is due. Returns how long to sleep after that.
async fn expire_due(store: &Store, changes: &Changes) -> Duration {
    let next = async {
        let next = store.next_due().await?;
        if next.is_none_or(|at| at > now()) {
            return Ok(next);
        }
        let users = store.end_due().await?;
        users.iter().for_each(|user| changes.announce(user));
        store.next_due().await
    };
    match next.await {
        Ok(Some(at)) => Duration::from_millis(u64::try_from(at - now()).unwrap_or(0).max(1)).min(LONGEST_SLEEP),
        Ok(None) => LONGEST_SLEEP,
        Err(error) => {
            tracing::error!(%error, "links cannot be expired");
            LONGEST_SLEEP
        }
    }
}

/// Deletes what has ended. Returns how long to sleep after that.
async fn sweep(store: &Store, changes: &Changes) -> Duration {
    match store.sweep().await {
        Ok(swept) => {
            swept.users.iter().for_each(|user| changes.announce(user));
            if swept.has_more { Duration::from_millis(10) } else { LONGEST_SLEEP }
        }
        Err(error) => {
            tracing::error!(%error, "what has ended cannot be deleted");
            LONGEST_SLEEP
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{AccountType, Acl, NewAccount, NewLink};

    #[tokio::test]
    async fn a_store_that_fails_is_left_alone_for_a_while() {
        let (store, changes) = (Store::in_memory().await.unwrap(), Changes::new());
        let session = store.insert_session("trs_1", "ada", Default::default()).await.unwrap();
        let account = NewAccount {
            id: "ca_1",
            user_id: "ada",
            toolkit: "gmail",
            auth_config_id: "ac_gmail",
            alias: None,
            account_type: AccountType::Private,
            acl: &Acl::default(),
        };
        let link =
            NewLink { token_hash: b"1", session_id: Some(&session.id), callback_url: None, expires_at: now() - 1 };
        store.insert_link(account, link).await.unwrap();
        store.refuse_writes().await.unwrap();
        assert_eq!(expire_due(&store, &changes).await, LONGEST_SLEEP);
    }
}
