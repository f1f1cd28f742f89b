//! Persistent state in SQLite: sessions, their files, connected accounts, links and approvals.

mod accounts;
mod approvals;
mod files;
mod links;
mod sessions;

use std::{io, path::Path, time::Duration};

use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

pub(crate) use self::accounts::{Account, AccountFilter, NewAccount, SealedTokens, Status};
pub(crate) use self::approvals::ApprovalRequest;
pub(crate) use self::files::{FileLink, NewFileLink};
pub(crate) use self::links::{Attempt, Link, NewLink};
pub(crate) use self::sessions::{ConfigVersion, Session};
use super::{error::LocalError, private_file};

/// The store. A change of more than one row is a transaction.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    pool: SqlitePool,
}

impl Store {
    /// A store in memory.
    pub(crate) async fn in_memory() -> Result<Self, LocalError> {
        // A second connection would have a separate database, and closing the connection would drop everything.
        let pool = SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
        Self::open(pool, SqliteConnectOptions::new().in_memory(true)).await
    }

    /// A store in a file, created if it does not exist. Committed data survives a power failure.
    pub(crate) async fn in_file(path: &Path) -> Result<Self, LocalError> {
        // SQLite would make it readable by everyone. Its companion files, e.g. the log, get the file's own permissions.
        match private_file::create(path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(LocalError::store(error)),
            _ => {}
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10));
        Self::open(SqlitePoolOptions::new().max_connections(4), options).await
    }

    async fn open(pool: SqlitePoolOptions, options: SqliteConnectOptions) -> Result<Self, LocalError> {
        let pool = pool.connect_with(options.foreign_keys(true)).await.map_err(LocalError::store)?;
        sqlx::migrate!().run(&pool).await.map_err(LocalError::store)?;
        Ok(Self { pool })
    }

    /// Closes every connection, which writes the log back into the file.
    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }

    /// The encrypted constant that identifies the store's key.
    pub(crate) async fn vault_check(&self) -> sqlx::Result<Option<Vec<u8>>> {
        sqlx::query_scalar("SELECT sealed_check FROM vault").fetch_optional(&self.pool).await
    }

    /// Stores the encrypted constant, unless there is one.
    pub(crate) async fn keep_vault_check(&self, sealed: &[u8]) -> sqlx::Result<()> {
        sqlx::query("INSERT INTO vault (id, sealed_check) VALUES (1, ?) ON CONFLICT DO NOTHING")
            .bind(sealed)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}

#[cfg(test)]
impl Store {
    /// Simulates a full disk: everything can be read, nothing written.
    pub(crate) async fn refuse_writes(&self) -> sqlx::Result<()> {
        sqlx::query("PRAGMA query_only = ON").execute(&self.pool).await.map(drop)
    }

    /// Simulates that the lifetime of every link has passed.
    pub(crate) async fn age_links(&self) -> sqlx::Result<()> {
        sqlx::query("UPDATE links SET expires_at = ?").bind(now()).execute(&self.pool).await.map(drop)
    }
}

/// Milliseconds since the Unix epoch.
pub(crate) fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}
