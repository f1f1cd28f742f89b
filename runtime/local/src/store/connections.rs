use std::{
    fmt,
    ops::{Deref, DerefMut},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    time::Duration,
};

use sqlx::{ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::{
    sync::{Mutex, OwnedMappedMutexGuard, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// How long a statement waits for a connection.
const PATIENCE: Duration = Duration::from_secs(30);

/// The connections to a database, each lent to one statement or change at a time, in the order in which they are asked for.
///
/// sqlx has a pool as well, which asks a connection whether it is alive each time that it is returned. That takes as long
/// as a statement, and a connection to SQLite does not go away.
#[derive(Clone)]
pub(super) struct Connections(Arc<Shared>);

struct Shared {
    options: SqliteConnectOptions,
    /// Opened when they are first needed.
    all: Vec<Arc<Mutex<Option<SqliteConnection>>>>,
    free: Arc<Semaphore>,
    /// Whether a change has begun that SQLite may not have ended. Only a single connection begins one.
    is_changing: AtomicBool,
}

/// A connection that nobody else uses.
pub(super) struct Lent {
    // It is free before its permit is.
    connection: OwnedMappedMutexGuard<Option<SqliteConnection>, SqliteConnection>,
    _permit: OwnedSemaphorePermit,
}

/// A change of several rows: all of it is written, or nothing.
///
/// sqlx has transactions as well, but it counts them: if SQLite has ended one on its own, as it does when the disk is full,
/// sqlx takes the connection for one inside a transaction from then on, and nothing is written any more.
pub(super) struct Change {
    connection: Lent,
    connections: Connections,
    is_committed: bool,
}

impl Connections {
    /// A single connection. It makes changes one after another.
    pub(super) fn one(options: SqliteConnectOptions, connection: SqliteConnection) -> Self {
        Self::new(options, vec![Some(connection)])
    }

    /// At most so many connections to a file.
    pub(super) fn many(options: SqliteConnectOptions, count: usize) -> Self {
        Self::new(options, (0..count).map(|_| None).collect())
    }

    fn new(options: SqliteConnectOptions, all: Vec<Option<SqliteConnection>>) -> Self {
        let free = Arc::new(Semaphore::new(all.len()));
        let all = all.into_iter().map(|connection| Arc::new(Mutex::new(connection))).collect();
        Self(Arc::new(Shared { options, all, free, is_changing: AtomicBool::new(false) }))
    }

    /// Waits for a connection.
    pub(super) async fn acquire(&self) -> sqlx::Result<Lent> {
        let shared = &self.0;
        let permit = timeout(PATIENCE, shared.free.clone().acquire_owned()).await;
        let permit = permit.map_err(|_| sqlx::Error::PoolTimedOut)?.map_err(|_| sqlx::Error::PoolClosed)?;
        let mut free = shared.all.iter().filter_map(|connection| connection.clone().try_lock_owned().ok());
        let mut connection = free.next().ok_or(sqlx::Error::PoolClosed)?;
        if connection.is_none() {
            *connection = Some(shared.options.connect().await?);
        }
        let connection = OwnedMutexGuard::try_map(connection, Option::as_mut).map_err(|_| sqlx::Error::PoolClosed)?;
        let mut lent = Lent { connection, _permit: permit };
        if shared.is_changing.load(SeqCst) {
            // It fails if SQLite has ended the change already.
            let _ = sqlx::query("ROLLBACK").execute(&mut *lent).await;
            shared.is_changing.store(false, SeqCst);
        }
        Ok(lent)
    }

    /// Begins a change. It is undone if it is dropped before it is [committed](Change::commit).
    pub(super) async fn begin(&self) -> sqlx::Result<Change> {
        let connection = self.acquire().await?;
        // Before the statement: it may take effect after its caller has gone away.
        self.0.is_changing.store(true, SeqCst);
        let mut change = Change { connection, connections: self.clone(), is_committed: false };
        sqlx::query("BEGIN IMMEDIATE").execute(&mut *change).await?;
        Ok(change)
    }

    /// Closes every connection, once nobody uses it. From now on, none is lent.
    pub(super) async fn close(&self) {
        self.0.free.close();
        for connection in &self.0.all {
            if let Some(connection) = connection.lock().await.take()
                && let Err(error) = connection.close().await
            {
                tracing::error!(%error, "the store was not closed well");
            }
        }
    }
}

impl fmt::Debug for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connections").field("count", &self.0.all.len()).finish_non_exhaustive()
    }
}

impl Change {
    /// Writes the change.
    pub(super) async fn commit(mut self) -> sqlx::Result<()> {
        sqlx::query("COMMIT").execute(&mut *self).await?;
        self.is_committed = true;
        self.connections.0.is_changing.store(false, SeqCst);
        Ok(())
    }
}

impl Drop for Change {
    fn drop(&mut self) {
        if !self.is_committed
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            // Whoever acquires the connection next ends the change; nobody else might for a while.
            let connections = self.connections.clone();
            runtime.spawn(async move { drop(connections.acquire().await) });
        }
    }
}

impl Deref for Lent {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.connection
    }
}

impl DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.connection
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
