use std::time::Duration;

use crate::local::{state::App, store::now};

/// After a failure of the store, and at least this often in case the clock was set.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// Ends accounts at the moment their link expires, and tells who waits for them. Runs until it is dropped.
pub(crate) async fn expire_links(app: App) {
    loop {
        match app.store.expire_links().await {
            Ok(users) => users.iter().for_each(|user| app.changes.announce(user)),
            Err(error) => tracing::error!(%error, "links cannot be expired"),
        }
        let sleep = match app.store.next_expiry().await {
            Ok(Some(at)) => Duration::from_millis(u64::try_from(at - now()).unwrap_or(0).max(1)),
            Ok(None) => LONGEST_SLEEP,
            Err(error) => {
                tracing::error!(%error, "the next expiry cannot be read");
                LONGEST_SLEEP
            }
        };
        tokio::select! {
            () = tokio::time::sleep(sleep.min(LONGEST_SLEEP)) => {}
            () = app.new_link.notified() => {}
        }
    }
}
