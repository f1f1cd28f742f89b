//! Persistent state in SQLite: sessions, their files, connected accounts, links and approvals.

mod accounts;
mod approvals;
mod files;
mod links;
mod sessions;
#[cfg(test)]
mod tests;
mod unsaved;
mod writer;

use std::{io, path::Path, sync::Arc, time::Duration};

use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

pub(crate) use self::accounts::{Account, AccountFilter, NewAccount, SealedTokens, Status};
pub(crate) use self::approvals::ApprovalRequest;
pub(crate) use self::files::{FileLink, NewFileLink};
pub(crate) use self::links::{Attempt, Link, NewLink};
pub(crate) use self::sessions::{ConfigVersion, Session};
use self::unsaved::Unsaved;
use self::writer::Writer;
use super::{error::LocalError, private_file};

/// How long a writer waits for another process, e.g. a backup.
const PATIENCE: Duration = Duration::from_secs(10);

/// The connections that read from a file.
const READERS: u32 = 4;

/// The store. A change of more than one row is a transaction.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    writer: Writer,
    /// In a file, they read what was committed last, whatever the writer waits for.
    readers: SqlitePool,
    unsaved: Arc<Unsaved>,
}

impl Store {
    /// A store in memory.
    pub(crate) async fn in_memory() -> Result<Self, LocalError> {
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(true);
        let writer = Writer::connect(options).await.map_err(LocalError::store)?;
        let readers = writer.pool().clone();
        Self { writer, readers, unsaved: Arc::default() }.migrated().await
    }

    /// A store in a file, created if it does not exist. Committed data survives a power failure.
    pub(crate) async fn in_file(path: &Path) -> Result<Self, LocalError> {
        // SQLite would make it readable by everyone. Its companion files, e.g. the log, get the file's own permissions.
        match private_file::create(path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(LocalError::store(error)),
            _ => {}
        }
        let options = SqliteConnectOptions::new().filename(path).foreign_keys(true).busy_timeout(PATIENCE);
        let writing = options.clone().journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
        let writer = Writer::connect(writing).await.map_err(LocalError::store)?;
        let readers = SqlitePoolOptions::new().max_connections(READERS).idle_timeout(None).max_lifetime(None);
        let readers = readers.connect_lazy_with(options.pragma("query_only", "ON"));
        Self { writer, readers, unsaved: Arc::default() }.migrated().await
    }

    async fn migrated(self) -> Result<Self, LocalError> {
        sqlx::migrate!().run(self.writer.pool()).await.map_err(LocalError::store)?;
        Ok(self)
    }

    /// Closes every connection, which writes the log back into the file.
    pub(crate) async fn close(&self) {
        self.write_all_unsaved().await;
        self.readers.close().await;
        self.writer.pool().close().await;
    }

    /// The encrypted constant that identifies the store's key.
    pub(crate) async fn vault_check(&self) -> sqlx::Result<Option<Vec<u8>>> {
        sqlx::query_scalar("SELECT sealed_check FROM vault").fetch_optional(&self.readers).await
    }

    /// Stores the encrypted constant, unless there is one.
    pub(crate) async fn keep_vault_check(&self, sealed: &[u8]) -> sqlx::Result<()> {
        sqlx::query("INSERT INTO vault (id, sealed_check) VALUES (1, ?) ON CONFLICT DO NOTHING")
            .bind(sealed)
            .execute(self.writer.pool())
            .await?;
        Ok(())
    }
}

#[cfg(test)]
impl Store {
    /// Simulates a disk without room: everything can be read, nothing written.
    pub(crate) async fn refuse_writes(&self) -> sqlx::Result<()> {
        sqlx::query("PRAGMA query_only = ON").execute(self.writer.pool()).await.map(drop)
    }

    /// Ends [`refuse_writes`](Self::refuse_writes).
    pub(crate) async fn accept_writes(&self) -> sqlx::Result<()> {
        sqlx::query("PRAGMA query_only = OFF").execute(self.writer.pool()).await.map(drop)
    }

    /// Simulates a disk that becomes full during a write.
    async fn fill_disk(&self) -> sqlx::Result<()> {
        let pages: i64 = sqlx::query_scalar("PRAGMA page_count").fetch_one(self.writer.pool()).await?;
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {pages}")))
            .execute(self.writer.pool())
            .await
            .map(drop)
    }

    /// Ends [`fill_disk`](Self::fill_disk).
    async fn free_disk(&self) -> sqlx::Result<()> {
        sqlx::raw_sql("PRAGMA max_page_count = 1073741823").execute(self.writer.pool()).await.map(drop)
    }

    /// Simulates that the lifetime of every link has passed.
    pub(crate) async fn age_links(&self) -> sqlx::Result<()> {
        sqlx::query("UPDATE links SET expires_at = ?1, due_at = CASE WHEN due_at IS NOT NULL THEN ?1 END")
            .bind(now())
            .execute(self.writer.pool())
            .await
            .map(drop)
    }
}

/// Milliseconds since the Unix epoch.
pub(crate) fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}
