use std::{
    ops::{Deref, DerefMut},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
};

use sqlx::{
    Sqlite, SqliteConnection, SqlitePool,
    pool::PoolConnection,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};

/// The only connection that writes, so that a writer waits for other writers alone.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    pool: SqlitePool,
    /// Whether a change has begun that SQLite may not have ended.
    is_changing: Arc<AtomicBool>,
}

/// A change of several rows: all of it is written, or nothing.
///
/// sqlx has transactions as well, but it counts them: if SQLite has ended one on its own, as it does when the disk is full,
/// sqlx takes the connection for one inside a transaction from then on, and nothing is written any more.
pub(super) struct Change {
    connection: PoolConnection<Sqlite>,
    is_changing: Arc<AtomicBool>,
}

impl Writer {
    pub(super) async fn connect(options: SqliteConnectOptions) -> sqlx::Result<Self> {
        let is_changing = Arc::new(AtomicBool::new(false));
        let abandoned = is_changing.clone();
        let pool = SqlitePoolOptions::new()
            // In memory, a second connection would have a database of its own, and closing this one would drop everything.
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            // A caller that goes away during the test would take the connection with it.
            .test_before_acquire(false)
            .after_release(move |connection, _| {
                let is_abandoned = abandoned.swap(false, SeqCst);
                Box::pin(async move {
                    if is_abandoned {
                        // It fails if SQLite has ended the change already.
                        let _ = sqlx::query("ROLLBACK").execute(connection).await;
                    }
                    Ok(true)
                })
            })
            .connect_with(options)
            .await?;
        Ok(Self { pool, is_changing })
    }

    /// For changes that are one statement.
    pub(super) fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// Begins a change. It is undone if it is dropped before it is [committed](Change::commit).
    pub(super) async fn begin(&self) -> sqlx::Result<Change> {
        let mut change = Change { connection: self.pool.acquire().await?, is_changing: self.is_changing.clone() };
        // Before the statement: it may take effect after its caller has gone away.
        change.is_changing.store(true, SeqCst);
        sqlx::query("BEGIN IMMEDIATE").execute(&mut *change).await?;
        Ok(change)
    }
}

impl Change {
    /// Writes the change.
    pub(super) async fn commit(mut self) -> sqlx::Result<()> {
        sqlx::query("COMMIT").execute(&mut *self).await?;
        self.is_changing.store(false, SeqCst);
        Ok(())
    }
}

impl Deref for Change {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.connection
    }
}

impl DerefMut for Change {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }
}
