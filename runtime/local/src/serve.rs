//! The connections of the router's listener.

use std::{
    collections::HashMap,
    convert::Infallible,
    io,
    pin::{Pin, pin},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use axum::{Router, http::Request, response::Response};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto,
    service::TowerToHyperService,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::{Notify, OwnedSemaphorePermit, Semaphore},
    time::Instant,
};
use tokio_io_timeout::TimeoutStream;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower_service::Service;

use super::{held::Held, limits};

/// How many connections there are, and how long a client can be slow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Connections at the same time. Beyond that, the one that has been idle the longest makes room.
    pub(crate) connections: usize,
    /// The head of a request, and the time until the next request.
    pub(crate) head: Duration,
    /// The next part of an answer.
    pub(crate) write: Duration,
    /// A client that takes its answer all the time, but more slowly than it is sent.
    pub(crate) slow: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections: limits::CONNECTIONS,
            head: limits::HEAD_WAIT,
            write: limits::WRITE_WAIT,
            slow: limits::SLOW_READER,
        }
    }
}

/// The connections of one listener.
#[derive(Clone, Debug)]
pub(crate) struct Connections {
    bounds: Bounds,
    open: Arc<Open>,
    tasks: TaskTracker,
    closing: CancellationToken,
    aborting: CancellationToken,
}

#[derive(Debug, Default)]
struct Open {
    by_id: Mutex<HashMap<u64, Arc<Connection>>>,
    next: AtomicU64,
    /// Notified when a connection becomes idle.
    idle: Notify,
}

/// What is known of a connection.
#[derive(Debug)]
struct Connection {
    id: u64,
    open: Arc<Open>,
    usage: Mutex<Usage>,
    /// Since when the client has not taken all of what was to be sent. Hyper ends a request before.
    behind_since: Mutex<Option<Instant>>,
    evicted: CancellationToken,
}

#[derive(Clone, Copy, Debug)]
struct Usage {
    requests: usize,
    /// When the connection was opened, or when its last request ended.
    since: Instant,
}

impl Connections {
    pub(crate) fn new(bounds: Bounds) -> Self {
        Self {
            bounds,
            open: Arc::default(),
            tasks: TaskTracker::new(),
            closing: CancellationToken::new(),
            aborting: CancellationToken::new(),
        }
    }

    /// Serves every connection of `listener` until [`close`](Self::close), or until it is dropped.
    pub(crate) async fn serve(&self, listener: TcpListener, service: Router) {
        let _closes = self.closing.clone().drop_guard();
        let room = Arc::new(Semaphore::new(self.bounds.connections));
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                () = self.closing.cancelled() => return,
            };
            let stream = match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    self.recover(&error).await;
                    continue;
                }
            };
            let permit = tokio::select! {
                permit = self.admit(&room) => permit,
                () = self.closing.cancelled() => return,
            };
            let (connections, service) = (self.clone(), service.clone());
            self.tasks.spawn(async move {
                connections.run(stream, service).await;
                drop(permit);
            });
        }
    }

    /// Takes no more connections, and ends those that there are: at once where nothing runs, the others when they have
    /// answered, or after `patience`.
    pub(crate) async fn close(&self, patience: Duration) {
        self.closing.cancel();
        self.tasks.close();
        if tokio::time::timeout(patience, self.tasks.wait()).await.is_err() {
            self.aborting.cancel();
            self.tasks.wait().await;
        }
    }

    /// Waits for room for one more connection, and makes room where it can.
    async fn admit(&self, room: &Arc<Semaphore>) -> Option<OwnedSemaphorePermit> {
        loop {
            if let Ok(permit) = room.clone().try_acquire_owned() {
                return Some(permit);
            }
            let becomes_idle = self.open.idle.notified();
            self.open.evict();
            tokio::select! {
                permit = room.clone().acquire_owned() => return permit.ok(),
                () = becomes_idle => {}
            }
        }
    }

    /// Goes on after an error of `accept`: mostly because the process has no descriptors left.
    async fn recover(&self, error: &io::Error) {
        use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
        if matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
            return;
        }
        tracing::error!(%error, "the embedded router cannot take a connection");
        self.open.evict();
        tokio::time::sleep(Duration::from_millis(50)).await;
    }

    async fn run(&self, stream: TcpStream, router: Router) {
        // Answers are small, and clients wait for them.
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        // Reading has no limit here: while a request runs, nothing is read.
        stream.set_write_timeout(Some(self.bounds.write));
        let connection = Registered::new(&self.open);
        let mut builder = auto::Builder::new(TokioExecutor::new()).http1_only();
        builder.http1().timer(TokioTimer::new()).header_read_timeout(self.bounds.head).max_buf_size(limits::HEAD);
        let service = Counted { router, connection: connection.0.clone() };
        let io = TokioIo::new(Watched {
            stream: Box::pin(stream),
            connection: connection.0.clone(),
            slow: self.bounds.slow,
        });
        let mut served = pin!(builder.serve_connection(io, TowerToHyperService::new(service)));
        let (mut closing, mut evicted) = (false, false);
        loop {
            tokio::select! {
                biased;
                () = self.aborting.cancelled() => return,
                () = self.closing.cancelled(), if !closing => closing = true,
                () = connection.0.evicted.cancelled(), if !evicted => evicted = true,
                served = served.as_mut() => {
                    if let Err(error) = served {
                        tracing::debug!(error, "a connection broke down");
                    }
                    return;
                }
            }
            // Requests begin in this task, so none begins between the check and the end.
            if connection.0.is_idle() {
                return;
            }
            served.as_mut().graceful_shutdown();
        }
    }
}

impl Open {
    fn lock(&self) -> MutexGuard<'_, HashMap<u64, Arc<Connection>>> {
        self.by_id.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the connection that has been idle the longest, if any is idle.
    fn evict(&self) {
        let connections = self.lock();
        let idle = connections.values().filter(|connection| !connection.evicted.is_cancelled());
        let idle = idle.filter_map(|connection| Some((connection.idle_since()?, connection)));
        if let Some((_, oldest)) = idle.min_by_key(|(since, _)| *since) {
            oldest.evicted.cancel();
        }
    }
}

/// A connection in the list of those that are open, until it is dropped.
struct Registered(Arc<Connection>);

impl Registered {
    fn new(open: &Arc<Open>) -> Self {
        let connection = Arc::new(Connection {
            id: open.next.fetch_add(1, Ordering::Relaxed),
            open: open.clone(),
            usage: Mutex::new(Usage { requests: 0, since: Instant::now() }),
            behind_since: Mutex::default(),
            evicted: CancellationToken::new(),
        });
        open.lock().insert(connection.id, connection.clone());
        Self(connection)
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        self.0.open.lock().remove(&self.0.id);
    }
}

impl Connection {
    fn usage(&self) -> MutexGuard<'_, Usage> {
        self.usage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_idle(&self) -> bool {
        self.idle_since().is_some()
    }

    fn idle_since(&self) -> Option<Instant> {
        let usage = self.usage();
        (usage.requests == 0 && self.behind_since().is_none()).then_some(usage.since)
    }

    fn behind_since(&self) -> MutexGuard<'_, Option<Instant>> {
        self.behind_since.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes how much the client took of the bytes that were offered. Returns since when it has not taken all.
    fn offered(&self, bytes: usize, taken: &Poll<io::Result<usize>>) -> Option<Instant> {
        let mut behind = self.behind_since();
        let has_all = match taken {
            Poll::Ready(Ok(taken)) => *taken >= bytes,
            Poll::Ready(Err(_)) => true,
            Poll::Pending => false,
        };
        if !has_all {
            return Some(*behind.get_or_insert_with(Instant::now));
        }
        if behind.take().is_some() {
            drop(behind);
            self.usage().since = Instant::now();
            self.open.idle.notify_waiters();
        }
        None
    }
}

/// The stream of a connection, which notes when its client does not take what is sent, and fails when that is for too long.
struct Watched {
    stream: Pin<Box<TimeoutStream<TcpStream>>>,
    connection: Arc<Connection>,
    slow: Duration,
}

impl Watched {
    fn wrote(&self, bytes: usize, taken: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        match self.connection.offered(bytes, &taken) {
            Some(since) if since.elapsed() > self.slow => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            _ => taken,
        }
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_read(context, buffer)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let taken = self.stream.as_mut().poll_write(context, bytes);
        self.wrote(bytes.len(), taken)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let taken = self.stream.as_mut().poll_write_vectored(context, parts);
        self.wrote(parts.iter().map(|part| part.len()).sum(), taken)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_shutdown(context)
    }
}

/// A request that runs, until its answer has been sent.
struct InUse(Arc<Connection>);

impl InUse {
    fn new(connection: Arc<Connection>) -> Self {
        connection.usage().requests += 1;
        Self(connection)
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        let mut usage = self.0.usage();
        usage.requests = usage.requests.saturating_sub(1);
        usage.since = Instant::now();
        drop(usage);
        self.0.open.idle.notify_waiters();
    }
}

/// The router for one connection, which counts the requests that run.
#[derive(Clone)]
struct Counted {
    router: Router,
    connection: Arc<Connection>,
}

impl<B> Service<Request<B>> for Counted
where
    Router: Service<Request<B>, Response = Response, Error = Infallible, Future: Send + 'static>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.router.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let in_use = InUse::new(self.connection.clone());
        let answered = self.router.call(request);
        Box::pin(async move { Ok(answered.await?.map(|body| Held::body(body, in_use))) })
    }
}

#[cfg(test)]
mod tests;
