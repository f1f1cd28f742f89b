use super::{Store, now};

/// An auth config as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct StoredAuthConfig {
    pub(crate) id: String,
    pub(crate) toolkit: String,
    /// JSON, which its resource reads.
    pub(crate) settings: String,
    /// Sealed by the vault.
    pub(crate) client_secret: Option<Vec<u8>>,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

/// Why an account is inactive whose auth config was disabled. Enabling it finds its accounts by this.
const DISABLED: &str = "Auth config is disabled";

impl Store {
    pub(crate) async fn auth_configs(&self) -> sqlx::Result<Vec<StoredAuthConfig>> {
        sqlx::query_as("SELECT * FROM auth_configs").fetch_all(&mut *self.readers.acquire().await?).await
    }

    /// Writes an auth config, new or changed. If that enables or disables it, so it does its accounts, and their users are
    /// returned.
    pub(crate) async fn write_auth_config(
        &self,
        config: &StoredAuthConfig,
        enabled: Option<bool>,
    ) -> sqlx::Result<Vec<String>> {
        let mut change = self.writer.begin().await?;
        sqlx::query(
            "INSERT INTO auth_configs (id, toolkit, settings, client_secret, created_at, updated_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET settings = ?3, client_secret = ?4, updated_at = ?6",
        )
        .bind(&config.id)
        .bind(&config.toolkit)
        .bind(&config.settings)
        .bind(&config.client_secret)
        .bind(config.created_at)
        .bind(config.updated_at)
        .execute(&mut *change)
        .await?;
        let set = match enabled {
            None => None,
            Some(true) => Some(
                "UPDATE connected_accounts SET status = 'ACTIVE', status_reason = NULL, updated_at = ?1 \
                 WHERE auth_config_id = ?2 AND status = 'INACTIVE' AND status_reason = ?3 RETURNING user_id",
            ),
            Some(false) => Some(
                "UPDATE connected_accounts SET status = 'INACTIVE', status_reason = ?3, updated_at = ?1 \
                 WHERE auth_config_id = ?2 AND status = 'ACTIVE' RETURNING user_id",
            ),
        };
        let users = match set {
            Some(set) => {
                sqlx::query_scalar(set).bind(now()).bind(&config.id).bind(DISABLED).fetch_all(&mut *change).await?
            }
            None => Vec::new(),
        };
        change.commit().await?;
        Ok(users)
    }

    /// Deletes an auth config with its accounts, and returns the accounts as they were.
    pub(crate) async fn delete_auth_config(&self, id: &str) -> sqlx::Result<Vec<super::Account>> {
        let unsaved = self.unsaved.snapshot();
        let mut change = self.writer.begin().await?;
        sqlx::query("DELETE FROM auth_configs WHERE id = ?").bind(id).execute(&mut *change).await?;
        let mut accounts: Vec<super::Account> =
            sqlx::query_as("DELETE FROM connected_accounts WHERE auth_config_id = ? RETURNING *")
                .bind(id)
                .fetch_all(&mut *change)
                .await?;
        change.commit().await?;
        for account in &mut accounts {
            unsaved.apply(account);
            self.unsaved.forget(&account.id);
        }
        Ok(accounts)
    }

    /// How many accounts of an auth config are active.
    pub(crate) async fn count_connections(&self, auth_config_id: &str) -> sqlx::Result<i64> {
        sqlx::query_scalar(
            "SELECT coalesce(sum(total), 0) FROM account_counts WHERE auth_config_id = ? AND status = 'ACTIVE'",
        )
        .bind(auth_config_id)
        .fetch_one(&mut *self.readers.acquire().await?)
        .await
    }
}
