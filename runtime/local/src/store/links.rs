use super::{Account, BATCH, NewAccount, SealedTokens, Status, Store, accounts::insert, connections::Change, now};
use crate::limits;

/// A link by which one user connects one account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Link {
    pub(crate) token_hash: Vec<u8>,
    pub(crate) account_id: String,
    pub(crate) session_id: Option<String>,
    /// Whether it was made without a session.
    pub(crate) is_own: bool,
    pub(crate) callback_url: Option<String>,
    pub(crate) expires_at: i64,
    pub(crate) browser_hash: Option<Vec<u8>>,
    pub(crate) sealed_verifier: Option<Vec<u8>>,
    pub(crate) redirect_uri: Option<String>,
    /// The provider's code, while the application has yet to confirm the user.
    pub(crate) sealed_code: Option<Vec<u8>>,
    pub(crate) finished_at: Option<i64>,
}

/// A link to be created.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewLink<'a> {
    pub(crate) token_hash: &'a [u8],
    /// `None` for a link of its own.
    pub(crate) session_id: Option<&'a str>,
    pub(crate) callback_url: Option<&'a str>,
    pub(crate) expires_at: i64,
}

/// The round trip to the provider, in one browser.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempt<'a> {
    pub(crate) browser_hash: &'a [u8],
    pub(crate) state_hash: &'a [u8],
    pub(crate) sealed_verifier: &'a [u8],
    pub(crate) redirect_uri: &'a str,
}

const UNUSED: &str = "The link was not used in time.";
const UNFINISHED: &str = "The router could not store the connection.";
/// How long it may take to exchange the code and to store the tokens, in milliseconds: two minutes.
const FINISHING: i64 = 2 * 60 * 1000;

const INTERRUPTED: &str = "The router was stopped while the provider was asked for tokens.";

impl Store {
    /// Creates an account that waits to be connected, and its link. Of a user's unused links, the latest stay.
    pub(crate) async fn insert_link(&self, account: NewAccount<'_>, link: NewLink<'_>) -> sqlx::Result<()> {
        let mut change = self.writer.begin().await?;
        insert(&mut change, account, Status::Initiated, &SealedTokens::default()).await?;
        insert_for(&mut change, account.id, link).await?;
        // The oldest links end, which `end_due` says, and are forgotten when more have ended.
        sqlx::query(
            "UPDATE links SET expires_at = ?1, due_at = ?1 WHERE finished_at IS NULL AND expires_at > ?1 AND account_id IN ( \
             SELECT id FROM connected_accounts WHERE user_id = ?2 AND connected_at IS NULL AND status = 'INITIATED' \
             ORDER BY rank DESC LIMIT ?4 OFFSET ?3)",
        )
        .bind(now())
        .bind(account.user_id)
        .bind(limits::PENDING_LINKS)
        .bind(BATCH)
        .execute(&mut *change)
        .await?;
        sqlx::query(
            "DELETE FROM connected_accounts WHERE id IN (SELECT id FROM connected_accounts \
             WHERE user_id = ? AND connected_at IS NULL ORDER BY rank DESC LIMIT ? OFFSET ?)",
        )
        .bind(account.user_id)
        .bind(BATCH)
        .bind(limits::UNUSED_LINKS)
        .execute(&mut *change)
        .await?;
        change.commit().await
    }

    /// Makes a link for an account that has ended, which waits to be connected again. Returns whether it has its status
    /// still.
    pub(crate) async fn relink(&self, account: &Account, link: NewLink<'_>) -> sqlx::Result<bool> {
        let mut change = self.writer.begin().await?;
        let waits = sqlx::query(
            "UPDATE connected_accounts SET status = 'INITIATED', status_reason = NULL, access_token = NULL, \
             refresh_token = NULL, token_expires_at = NULL, updated_at = ?1 WHERE id = ?2 AND status = ?3",
        )
        .bind(now())
        .bind(&account.id)
        .bind(account.status)
        .execute(&mut *change)
        .await?;
        if waits.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query("DELETE FROM links WHERE account_id = ?").bind(&account.id).execute(&mut *change).await?;
        insert_for(&mut change, &account.id, link).await?;
        change.commit().await?;
        self.unsaved.forget(&account.id);
        Ok(true)
    }

    /// The link whose token has this hash.
    pub(crate) async fn link(&self, token_hash: &[u8]) -> sqlx::Result<Option<Link>> {
        sqlx::query_as("SELECT * FROM links WHERE token_hash = ?")
            .bind(token_hash)
            .fetch_optional(&mut *self.readers.acquire().await?)
            .await
    }

    /// The link whose current attempt has a state of this hash.
    pub(crate) async fn link_by_state(&self, state_hash: &[u8]) -> sqlx::Result<Option<Link>> {
        sqlx::query_as("SELECT * FROM links WHERE state_hash = ?")
            .bind(state_hash)
            .fetch_optional(&mut *self.readers.acquire().await?)
            .await
    }

    /// Starts an attempt, replacing an earlier one of the same browser. Returns whether the link still allowed it.
    pub(crate) async fn start_attempt(&self, link: &Link, attempt: Attempt<'_>) -> sqlx::Result<bool> {
        let changed = sqlx::query(
            "UPDATE links SET browser_hash = ?, state_hash = ?, sealed_verifier = ?, redirect_uri = ?, claim_hash = NULL, \
             sealed_code = NULL \
             WHERE token_hash = ? AND browser_hash IS ? AND finished_at IS NULL AND expires_at > ?",
        )
        .bind(attempt.browser_hash)
        .bind(attempt.state_hash)
        .bind(attempt.sealed_verifier)
        .bind(attempt.redirect_uri)
        .bind(&link.token_hash)
        .bind(&link.browser_hash)
        .bind(now())
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        Ok(changed.rows_affected() > 0)
    }

    /// Consumes a state: only one of several concurrent callers gets `true`.
    pub(crate) async fn finish_attempt(&self, state_hash: &[u8]) -> sqlx::Result<bool> {
        let changed = sqlx::query(
            "UPDATE links SET finished_at = ?1, sealed_verifier = NULL, due_at = ?1 + ?3 \
             WHERE state_hash = ?2 AND finished_at IS NULL AND expires_at > ?1",
        )
        .bind(now())
        .bind(state_hash)
        .bind(FINISHING)
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        Ok(changed.rows_affected() > 0)
    }

    /// Consumes a link that leads to no provider: only one of several concurrent callers gets `true`.
    pub(crate) async fn finish_link(&self, token_hash: &[u8]) -> sqlx::Result<bool> {
        let changed = sqlx::query(
            "UPDATE links SET finished_at = ?1, due_at = ?1 + ?3 \
             WHERE token_hash = ?2 AND finished_at IS NULL AND expires_at > ?1",
        )
        .bind(now())
        .bind(token_hash)
        .bind(FINISHING)
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        Ok(changed.rows_affected() > 0)
    }

    /// Keeps the provider's code until the application redeems it, which it has until `until`, and consumes the state.
    /// Returns whether the state was still there.
    pub(crate) async fn keep_code(
        &self,
        state_hash: &[u8],
        claim_hash: &[u8],
        sealed_code: &[u8],
        until: i64,
    ) -> sqlx::Result<bool> {
        let changed = sqlx::query(
            "UPDATE links SET state_hash = NULL, claim_hash = ?1, sealed_code = ?2, expires_at = ?3, due_at = ?3 \
             WHERE state_hash = ?4 AND finished_at IS NULL AND expires_at > ?5",
        )
        .bind(claim_hash)
        .bind(sealed_code)
        .bind(until)
        .bind(state_hash)
        .bind(now())
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        Ok(changed.rows_affected() > 0)
    }

    /// Consumes a kept code, and returns its link: only one of several concurrent callers gets it.
    pub(crate) async fn claim(&self, claim_hash: &[u8]) -> sqlx::Result<Option<Link>> {
        let (now, mut change) = (now(), self.writer.begin().await?);
        let link: Option<Link> =
            sqlx::query_as("SELECT * FROM links WHERE claim_hash = ? AND finished_at IS NULL AND expires_at > ?")
                .bind(claim_hash)
                .bind(now)
                .fetch_optional(&mut *change)
                .await?;
        sqlx::query(
            "UPDATE links SET finished_at = ?1, due_at = ?1 + ?3, claim_hash = NULL, sealed_code = NULL, \
             sealed_verifier = NULL WHERE claim_hash = ?2",
        )
        .bind(now)
        .bind(claim_hash)
        .bind(FINISHING)
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        Ok(link)
    }

    /// When [`end_due`](Self::end_due) has something to do next.
    pub(crate) async fn next_due(&self) -> sqlx::Result<Option<i64>> {
        sqlx::query_scalar("SELECT MIN(due_at) FROM links WHERE due_at IS NOT NULL")
            .fetch_one(&mut *self.readers.acquire().await?)
            .await
    }

    /// Ends accounts whose link has expired, or whose connection was not stored in time, and returns their users. It ends
    /// some of many, the longest due first.
    pub(crate) async fn end_due(&self) -> sqlx::Result<Vec<String>> {
        let now = now();
        let mut change = self.writer.begin().await?;
        let last: Option<i64> = sqlx::query_scalar(
            "SELECT max(due_at) FROM (SELECT due_at FROM links WHERE due_at <= ? ORDER BY due_at LIMIT ?)",
        )
        .bind(now)
        .bind(BATCH)
        .fetch_one(&mut *change)
        .await?;
        let users = sqlx::query_scalar(
            // A plus keeps SQLite from going through all waiting accounts.
            "UPDATE connected_accounts SET updated_at = ?1, (status, status_reason) = (SELECT \
             CASE WHEN links.finished_at IS NULL THEN 'EXPIRED' ELSE 'FAILED' END, \
             CASE WHEN links.finished_at IS NULL THEN ?2 ELSE ?3 END FROM links WHERE account_id = connected_accounts.id) \
             WHERE id IN (SELECT account_id FROM links WHERE due_at <= ?4) AND +status = 'INITIATED' \
             RETURNING user_id",
        )
        .bind(now)
        .bind(UNUSED)
        .bind(UNFINISHED)
        .bind(last)
        .fetch_all(&mut *change)
        .await?;
        sqlx::query("UPDATE links SET due_at = NULL WHERE due_at <= ?").bind(last).execute(&mut *change).await?;
        change.commit().await?;
        Ok(users)
    }

    /// Ends the accounts whose code was being exchanged when the process ended.
    pub(crate) async fn fail_interrupted(&self) -> sqlx::Result<()> {
        sqlx::query(
            "UPDATE connected_accounts SET status = 'FAILED', status_reason = ?, updated_at = ? \
             WHERE +status = 'INITIATED' AND id IN ( \
             SELECT account_id FROM links WHERE due_at IS NOT NULL AND finished_at IS NOT NULL)",
        )
        .bind(INTERRUPTED)
        .bind(now())
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        Ok(())
    }
}

async fn insert_for(change: &mut Change, account_id: &str, link: NewLink<'_>) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO links (token_hash, account_id, session_id, is_own, callback_url, expires_at, due_at) \
         VALUES (?1, ?2, ?3, ?3 IS NULL, ?4, ?5, ?5)",
    )
    .bind(link.token_hash)
    .bind(account_id)
    .bind(link.session_id)
    .bind(link.callback_url)
    .bind(link.expires_at)
    .execute(&mut **change)
    .await
    .map(drop)
}
