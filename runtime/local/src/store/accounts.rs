//! Reading and writing accounts.

use sqlx::{QueryBuilder, Sqlite};

use super::{Account, Acl, NewAccount, SealedTokens, Status, Store, Wanted, connections::Change, now};

pub(super) const COLUMNS: &str = "id, user_id, toolkit, auth_config_id, alias, status, status_reason, account_type, \
                                  acl, access_token, refresh_token, token_expires_at, created_at, updated_at";

const HAS_ALIAS: &str = "SELECT EXISTS (SELECT 1 FROM connected_accounts WHERE user_id = ? AND toolkit = ? AND alias = ? \
                         AND status IN ('ACTIVE', 'INACTIVE'))";

impl Store {
    /// The account of this id.
    pub(crate) async fn account(&self, id: &str) -> sqlx::Result<Option<Account>> {
        let mut query = QueryBuilder::<Sqlite>::new("SELECT ");
        query.push(COLUMNS).push(" FROM connected_accounts WHERE id = ").push_bind(id);
        let unsaved = self.unsaved.snapshot();
        let mut account: Option<Account> =
            query.build_query_as().fetch_optional(&mut *self.readers.acquire().await?).await?;
        account.iter_mut().for_each(|account| unsaved.apply(account));
        Ok(account)
    }

    /// Of the wanted accounts of a user, those that decide anything: the active ones, and the latest of each toolkit.
    /// Latest first. Shared accounts, of whichever user, are among them only by their ids.
    pub(crate) async fn deciding_accounts(&self, user_id: &str, wanted: &[Wanted<'_>]) -> sqlx::Result<Vec<Account>> {
        let wanted = serde_json::to_string(wanted).map_err(|error| sqlx::Error::Encode(error.into()))?;
        let unsaved = self.unsaved.snapshot();
        let mut accounts: Vec<Account> = sqlx::query_as(
            "WITH wanted AS (SELECT value ->> 'toolkit' AS toolkit, value ->> 'auth_config' AS auth_config, \
             value -> 'ids' AS ids FROM json_each(?2)) \
             SELECT * FROM connected_accounts WHERE (user_id = ?1 OR account_type = 'SHARED') AND id IN ( \
             SELECT account.id FROM wanted CROSS JOIN connected_accounts AS account \
             ON account.user_id = ?1 AND account.toolkit = wanted.toolkit AND account.status = 'ACTIVE' \
             WHERE wanted.ids = 'null' AND account.account_type = 'PRIVATE' AND (wanted.auth_config IS NULL OR account.auth_config_id = wanted.auth_config) \
             UNION ALL SELECT (SELECT id FROM connected_accounts AS account \
             WHERE account.user_id = ?1 AND account.toolkit = wanted.toolkit AND account.account_type = 'PRIVATE' \
             AND (wanted.auth_config IS NULL OR account.auth_config_id = wanted.auth_config) \
             ORDER BY rank DESC LIMIT 1) FROM wanted WHERE wanted.ids = 'null' \
             UNION ALL SELECT pinned.value FROM wanted, json_each(wanted.ids) AS pinned WHERE wanted.ids <> 'null') \
             ORDER BY rank DESC",
        )
        .bind(user_id)
        .bind(wanted)
        .fetch_all(&mut *self.readers.acquire().await?)
        .await?;
        accounts.iter_mut().for_each(|account| unsaved.apply(account));
        Ok(accounts)
    }

    /// Stores an account that is past its link, as tests make it.
    #[cfg(feature = "testing")]
    pub(crate) async fn insert_account(
        &self,
        account: NewAccount<'_>,
        status: Status,
        reason: Option<&str>,
        tokens: &SealedTokens,
    ) -> sqlx::Result<()> {
        let mut change = self.writer.begin().await?;
        insert(&mut change, account, status, tokens).await?;
        sqlx::query("UPDATE connected_accounts SET status_reason = ? WHERE id = ?")
            .bind(reason)
            .bind(account.id)
            .execute(&mut *change)
            .await?;
        change.commit().await
    }

    /// Whether an account of the user with the toolkit, connected or disabled, has this alias.
    pub(crate) async fn has_alias(&self, user_id: &str, toolkit: &str, alias: &str) -> sqlx::Result<bool> {
        sqlx::query_scalar(HAS_ALIAS)
            .bind(user_id)
            .bind(toolkit)
            .bind(alias)
            .fetch_one(&mut *self.readers.acquire().await?)
            .await
    }

    /// Creates an account that is connected already. Returns whether its alias, if it has one, was free.
    pub(crate) async fn insert_connected(&self, account: NewAccount<'_>, tokens: &SealedTokens) -> sqlx::Result<bool> {
        let mut change = self.writer.begin().await?;
        let taken: bool = sqlx::query_scalar(HAS_ALIAS)
            .bind(account.user_id)
            .bind(account.toolkit)
            .bind(account.alias)
            .fetch_one(&mut *change)
            .await?;
        if taken {
            return Ok(false);
        }
        insert(&mut change, account, Status::Active, tokens).await?;
        change.commit().await?;
        Ok(true)
    }

    /// Activates a waiting account with its tokens, and makes it its user's latest. Returns whether it was still
    /// waiting, or has these tokens already.
    pub(crate) async fn activate_account(&self, id: &str, tokens: &SealedTokens) -> sqlx::Result<bool> {
        let changed = sqlx::query(
            // Of two links with one alias, the account that is connected first gets it.
            "UPDATE connected_accounts SET status = 'ACTIVE', status_reason = NULL, access_token = ?1, refresh_token = ?2, \
             token_expires_at = ?3, updated_at = ?4, connected_at = ?4, rank = (SELECT MAX(rank) + 1 FROM connected_accounts), \
             alias = CASE WHEN NOT EXISTS ( \
             SELECT 1 FROM connected_accounts AS other WHERE other.user_id = connected_accounts.user_id \
             AND other.toolkit = connected_accounts.toolkit AND other.alias = connected_accounts.alias \
             AND other.id <> ?5 AND other.status IN ('ACTIVE', 'INACTIVE')) THEN alias END \
             WHERE id = ?5 AND (status = 'INITIATED' OR (status = 'ACTIVE' AND access_token = ?1))",
        )
        .bind(&tokens.access_token)
        .bind(&tokens.refresh_token)
        .bind(tokens.token_expires_at)
        .bind(now())
        .bind(id)
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        Ok(changed.rows_affected() > 0)
    }

    /// Disables an active account, or enables one that was disabled; its tokens stay. Returns whether it is as asked now.
    pub(crate) async fn set_enabled(&self, id: &str, enabled: bool) -> sqlx::Result<bool> {
        let (from, to) = if enabled { (Status::Inactive, Status::Active) } else { (Status::Active, Status::Inactive) };
        let changed = sqlx::query(
            "UPDATE connected_accounts SET updated_at = CASE status WHEN ?1 THEN ?2 ELSE updated_at END, status = ?3 \
             WHERE id = ?4 AND status IN (?1, ?3)",
        )
        .bind(from)
        .bind(now())
        .bind(to)
        .bind(id)
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        Ok(changed.rows_affected() > 0)
    }

    /// Sets or removes an account's alias, unless another account of its user with the toolkit has it. Returns whether it
    /// did.
    pub(crate) async fn rename_account(&self, id: &str, alias: Option<&str>) -> sqlx::Result<bool> {
        let changed = sqlx::query(
            "UPDATE connected_accounts SET alias = ?1, updated_at = ?2 WHERE id = ?3 AND NOT EXISTS ( \
             SELECT 1 FROM connected_accounts AS other WHERE other.user_id = connected_accounts.user_id \
             AND other.toolkit = connected_accounts.toolkit AND other.alias = ?1 AND other.id <> ?3)",
        )
        .bind(alias)
        .bind(now())
        .bind(id)
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        Ok(changed.rows_affected() > 0)
    }

    /// Replaces who may use a shared account. Returns whether it is one.
    pub(crate) async fn set_acl(&self, id: &str, acl: &Acl) -> sqlx::Result<bool> {
        let acl = serde_json::to_string(acl).map_err(|error| sqlx::Error::Encode(error.into()))?;
        let changed = sqlx::query(
            "UPDATE connected_accounts SET acl = ?, updated_at = ? WHERE id = ? AND account_type = 'SHARED'",
        )
        .bind(acl)
        .bind(now())
        .bind(id)
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        Ok(changed.rows_affected() > 0)
    }

    /// Replaces the secret of an account that is or was connected, which makes it active unless it is disabled. Returns
    /// whether it is such an account.
    pub(crate) async fn replace_secret(&self, id: &str, sealed: &[u8]) -> sqlx::Result<bool> {
        let changed = sqlx::query(
            "UPDATE connected_accounts SET access_token = ?1, refresh_token = NULL, token_expires_at = NULL, \
             updated_at = ?2, status = CASE status WHEN 'INACTIVE' THEN status ELSE 'ACTIVE' END, \
             status_reason = CASE status WHEN 'INACTIVE' THEN status_reason END \
             WHERE id = ?3 AND connected_at IS NOT NULL AND status <> 'INITIATED'",
        )
        .bind(sealed)
        .bind(now())
        .bind(id)
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        self.unsaved.forget(id);
        Ok(changed.rows_affected() > 0)
    }

    /// Writes the tokens of an account in place of those with this access token. Returns whether they were still there.
    pub(super) async fn write_tokens(
        &self,
        id: &str,
        written: Option<&[u8]>,
        tokens: &SealedTokens,
    ) -> sqlx::Result<bool> {
        let changed = sqlx::query(
            "UPDATE connected_accounts SET access_token = ?, refresh_token = ?, token_expires_at = ?, updated_at = ? \
             WHERE id = ? AND status IN ('ACTIVE', 'INACTIVE') AND access_token IS ?",
        )
        .bind(&tokens.access_token)
        .bind(&tokens.refresh_token)
        .bind(tokens.token_expires_at)
        .bind(now())
        .bind(id)
        .bind(written)
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        Ok(changed.rows_affected() > 0)
    }

    /// Ends an account, and deletes its tokens, unless its state or its tokens have changed since it was read. Returns
    /// whether it did.
    pub(crate) async fn end_account(&self, account: &Account, to: Status, reason: &str) -> sqlx::Result<bool> {
        let changed = sqlx::query(
            "UPDATE connected_accounts SET status = ?, status_reason = ?, access_token = NULL, refresh_token = NULL, \
             token_expires_at = NULL, updated_at = ? WHERE id = ? AND status = ? AND access_token IS ?",
        )
        .bind(to)
        .bind(reason)
        .bind(now())
        .bind(&account.id)
        .bind(account.status)
        .bind(self.unsaved.written(account))
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        let ended = changed.rows_affected() > 0;
        if ended {
            self.unsaved.forget(&account.id);
        }
        Ok(ended)
    }

    /// Deletes the account with its links. Returns whether it existed.
    pub(crate) async fn delete_account(&self, id: &str) -> sqlx::Result<bool> {
        let deleted = sqlx::query("DELETE FROM connected_accounts WHERE id = ?")
            .bind(id)
            .execute(&mut *self.writer.acquire().await?)
            .await?;
        self.unsaved.forget(id);
        Ok(deleted.rows_affected() > 0)
    }
}

/// Writes a new account. `status` is that of one that waits, or of one that is connected.
pub(super) async fn insert(
    change: &mut Change,
    account: NewAccount<'_>,
    status: Status,
    tokens: &SealedTokens,
) -> sqlx::Result<()> {
    let acl = serde_json::to_string(account.acl).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query(
        "INSERT INTO connected_accounts (id, user_id, toolkit, auth_config_id, alias, status, account_type, acl, \
         access_token, refresh_token, token_expires_at, created_at, updated_at, connected_at, rank) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12, CASE ?6 WHEN 'ACTIVE' THEN ?12 END, \
         (SELECT COALESCE(MAX(rank), 0) + 1 FROM connected_accounts))",
    )
    .bind(account.id)
    .bind(account.user_id)
    .bind(account.toolkit)
    .bind(account.auth_config_id)
    .bind(account.alias)
    .bind(status)
    .bind(account.account_type)
    .bind(acl)
    .bind(&tokens.access_token)
    .bind(&tokens.refresh_token)
    .bind(tokens.token_expires_at)
    .bind(now())
    .execute(&mut **change)
    .await
    .map(drop)
}
