use super::{BATCH, Store, now};

/// How long it can still be read what has become of a link, in milliseconds: a day.
const REMEMBERED: i64 = 24 * 60 * 60 * 1000;

/// What was deleted.
#[derive(Debug, Default)]
pub(crate) struct Swept {
    /// The users whose accounts were deleted.
    pub(crate) users: Vec<String>,
    /// Whether there is more to delete.
    pub(crate) has_more: bool,
}

impl Store {
    /// Deletes what has ended: after a day, links and the accounts that were never connected by them; at once, questions
    /// that were not answered and URLs of files.
    pub(crate) async fn sweep(&self) -> sqlx::Result<Swept> {
        self.sweep_at(now()).await
    }

    /// As [`sweep`](Self::sweep), at this time.
    pub(crate) async fn sweep_at(&self, now: i64) -> sqlx::Result<Swept> {
        let forgotten = now - REMEMBERED;
        // Nothing is written if there is nothing to delete.
        let (links, last, is_stale): (i64, Option<i64>, bool) = sqlx::query_as(
            "SELECT count(*), max(expires_at), EXISTS (SELECT 1 FROM approval_requests WHERE expires_at <= ?1) \
             OR EXISTS (SELECT 1 FROM file_links WHERE expires_at <= ?1) \
             FROM (SELECT expires_at FROM links WHERE expires_at <= ?2 ORDER BY expires_at LIMIT ?3)",
        )
        .bind(now)
        .bind(forgotten)
        .bind(BATCH)
        .fetch_one(&mut *self.readers.acquire().await?)
        .await?;
        if links == 0 && !is_stale {
            return Ok(Swept::default());
        }
        let mut change = self.writer.begin().await?;
        let users = sqlx::query_scalar(
            // A plus keeps SQLite from going through all accounts that were never connected.
            "DELETE FROM connected_accounts WHERE +connected_at IS NULL AND status <> 'INITIATED' \
             AND id IN (SELECT account_id FROM links WHERE expires_at <= ?) \
             RETURNING user_id",
        )
        .bind(last)
        .fetch_all(&mut *change)
        .await?;
        sqlx::query("DELETE FROM links WHERE expires_at <= ?").bind(last).execute(&mut *change).await?;
        sqlx::query("DELETE FROM approval_requests WHERE expires_at <= ?").bind(now).execute(&mut *change).await?;
        sqlx::query("DELETE FROM file_links WHERE expires_at <= ?").bind(now).execute(&mut *change).await?;
        change.commit().await?;
        Ok(Swept { users, has_more: links == BATCH })
    }
}
