//! Persistent state in SQLite: sessions, their files, connected accounts, links and approvals.

mod account;
mod accounts;
mod approvals;
mod auth_configs;
mod connections;
mod files;
mod links;
mod listing;
mod lock;
mod session_configs;
mod sessions;
mod sweep;
#[cfg(test)]
mod tests;
mod unsaved;

use std::{path::Path, sync::Arc, time::Duration};

use sqlx::{
    ConnectOptions, Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

pub(crate) use self::account::{Account, AccountType, Acl, NewAccount, SealedTokens, Status, Wanted};
pub(crate) use self::approvals::{Approval, ApprovalRequest};
pub(crate) use self::auth_configs::StoredAuthConfig;
use self::connections::Connections;
pub(crate) use self::files::{FileLink, Kept, NewFileLink};
pub(crate) use self::links::{Attempt, Link, NewLink};
pub(crate) use self::listing::{AccountFilter, AccountOrder};
use self::lock::StoreLock;
pub(crate) use self::session_configs::SessionConfigRow;
pub(crate) use self::sessions::{ConfigVersion, Session};
#[cfg(test)]
pub(crate) use self::sweep::Swept;
use self::unsaved::Unsaved;
use super::{error::LocalError, private_file};

/// How long a writer waits for another process, e.g. a backup.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a database of the router has in its header: "TLRT".
const APPLICATION_ID: i64 = 0x544c_5254;

/// About how many links are ended or deleted in one change, so that other writers need not wait long.
const BATCH: i64 = 200;

/// The connections that read from a file.
const READERS: usize = 4;

/// The store. A change of more than one row is a transaction.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    /// The only connection that writes, so that a writer waits for other writers alone.
    writer: Connections,
    /// In a file, they read what was committed last, whatever the writer waits for.
    readers: Connections,
    unsaved: Arc<Unsaved>,
    /// Held as long as a connection may be open.
    lock: Option<Arc<StoreLock>>,
}

impl Store {
    /// A store in memory.
    pub(crate) async fn in_memory() -> Result<Self, LocalError> {
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(true);
        let connection = migrated(&options).await.map_err(LocalError::store)?;
        let writer = Connections::one(options, connection);
        Ok(Self { readers: writer.clone(), writer, unsaved: Arc::default(), lock: None })
    }

    /// A store in a file, created if it does not exist. Committed data survives a power failure.
    pub(crate) async fn in_file(path: &Path) -> Result<Self, LocalError> {
        // SQLite would make it readable by everyone. Its companion files, e.g. the log, get the file's own permissions.
        let file = private_file::open(path).map_err(LocalError::store)?;
        if !private_file::is_private(&file).map_err(LocalError::store)? {
            return Err(LocalError::Exposed { path: path.to_owned() });
        }
        let lock = StoreLock::acquire(path).await?;
        check_owner(path).await?;
        let options = SqliteConnectOptions::new().filename(path).foreign_keys(true).busy_timeout(PATIENCE);
        let writing = options.clone().journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
        let connection = migrated(&writing).await.map_err(LocalError::store)?;
        let writer = Connections::one(writing, connection);
        let readers = Connections::many(options.pragma("query_only", "ON"), READERS);
        Ok(Self { writer, readers, unsaved: Arc::default(), lock: Some(Arc::new(lock)) })
    }

    /// Closes every connection, which writes the log back into the file.
    pub(crate) async fn close(&self) {
        self.write_all_unsaved().await;
        self.readers.close().await;
        self.writer.close().await;
        if let Some(lock) = &self.lock {
            lock.release();
        }
    }

    /// The encrypted constant that identifies the store's key.
    pub(crate) async fn vault_check(&self) -> sqlx::Result<Option<Vec<u8>>> {
        sqlx::query_scalar("SELECT sealed_check FROM vault").fetch_optional(&mut *self.readers.acquire().await?).await
    }

    /// Stores the encrypted constant, unless there is one.
    pub(crate) async fn keep_vault_check(&self, sealed: &[u8]) -> sqlx::Result<()> {
        sqlx::query("INSERT INTO vault (id, sealed_check) VALUES (1, ?) ON CONFLICT DO NOTHING")
            .bind(sealed)
            .execute(&mut *self.writer.acquire().await?)
            .await?;
        Ok(())
    }
}

/// A connection to a database that has the tables of this version.
async fn migrated(options: &SqliteConnectOptions) -> sqlx::Result<SqliteConnection> {
    // sqlx migrates over a pool: the future that migrates over a connection cannot be sent to another thread.
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
    sqlx::migrate!().run(&pool).await?;
    let connection = pool.acquire().await?.detach();
    pool.close().await;
    Ok(connection)
}

/// Refuses a database that another program has made, before anything is written to it.
async fn check_owner(path: &Path) -> Result<(), LocalError> {
    let read = async {
        let options = SqliteConnectOptions::new().filename(path).pragma("query_only", "ON").busy_timeout(PATIENCE);
        let mut database = options.connect().await?;
        let id: i64 = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut database).await?;
        let tables: Vec<String> =
            sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'").fetch_all(&mut database).await?;
        database.close().await?;
        Ok::<_, sqlx::Error>((id, tables))
    };
    let (id, tables) = read.await.map_err(LocalError::store)?;
    let has = |name: &str| tables.iter().any(|table| table == name);
    // The first version left no mark.
    let is_first_version = id == 0 && has("vault") && has("connected_accounts") && has("_sqlx_migrations");
    if id == APPLICATION_ID || is_first_version || (id == 0 && tables.is_empty()) {
        return Ok(());
    }
    Err(LocalError::ForeignStore { path: path.to_owned() })
}

#[cfg(test)]
impl Store {
    /// Simulates a disk without room: everything can be read, nothing written.
    pub(crate) async fn refuse_writes(&self) -> sqlx::Result<()> {
        sqlx::query("PRAGMA query_only = ON").execute(&mut *self.writer.acquire().await?).await.map(drop)
    }

    /// Ends [`refuse_writes`](Self::refuse_writes).
    pub(crate) async fn accept_writes(&self) -> sqlx::Result<()> {
        sqlx::query("PRAGMA query_only = OFF").execute(&mut *self.writer.acquire().await?).await.map(drop)
    }

    /// Simulates a disk that becomes full during a write.
    async fn fill_disk(&self) -> sqlx::Result<()> {
        let pages: i64 = sqlx::query_scalar("PRAGMA page_count").fetch_one(&mut *self.writer.acquire().await?).await?;
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {pages}")))
            .execute(&mut *self.writer.acquire().await?)
            .await
            .map(drop)
    }

    /// Ends [`fill_disk`](Self::fill_disk).
    async fn free_disk(&self) -> sqlx::Result<()> {
        sqlx::raw_sql("PRAGMA max_page_count = 1073741823").execute(&mut *self.writer.acquire().await?).await.map(drop)
    }

    /// Adds accounts with their links, each of a user of its own if `user` is `everybody`.
    pub(crate) async fn add_accounts(&self, count: i64, status: &str, user: &str) -> sqlx::Result<()> {
        let mut change = self.writer.begin().await?;
        sqlx::query(
            "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1) \
             INSERT INTO connected_accounts (id, user_id, toolkit, auth_config_id, status, rank, created_at, updated_at) \
             SELECT ?2 || n, CASE ?3 WHEN 'everybody' THEN 'user' || n ELSE ?3 END, 'gmail', 'ac_gmail', ?2, n, n, n \
             FROM numbers",
        )
        .bind(count)
        .bind(status)
        .bind(user)
        .execute(&mut *change)
        .await?;
        sqlx::query(
            "INSERT INTO links (token_hash, account_id, expires_at, due_at) SELECT CAST(id AS BLOB), id, ?2 + 86400000, \
             CASE ?1 WHEN 'INITIATED' THEN ?2 + 86400000 END FROM connected_accounts WHERE status = ?1 AND rank = created_at AND created_at < 1000000",
        )
        .bind(status)
        .bind(now())
        .execute(&mut *change)
        .await?;
        change.commit().await
    }

    /// How many questions are open.
    pub(crate) async fn count_questions(&self) -> sqlx::Result<i64> {
        sqlx::query_scalar("SELECT count(*) FROM approval_requests")
            .fetch_one(&mut *self.readers.acquire().await?)
            .await
    }

    /// Simulates that the lifetime of every link has passed.
    pub(crate) async fn age_links(&self) -> sqlx::Result<()> {
        sqlx::query("UPDATE links SET expires_at = ?1, due_at = CASE WHEN due_at IS NOT NULL THEN ?1 END")
            .bind(now())
            .execute(&mut *self.writer.acquire().await?)
            .await
            .map(drop)
    }
}

/// Milliseconds since the Unix epoch.
pub(crate) fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}
