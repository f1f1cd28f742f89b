//! The memory that a server needs for one more of something.

use std::path::Path;
use std::time::Duration;

use bench_support::Outcome;
use futures_util::future::join_all;
use serde_json::json;
use tokio::time::sleep;

use crate::connection::{Call, Connection};
use crate::server::Server;
use crate::user;

/// The memory of one more, in kilobytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memory {
    pub(crate) session: f64,
    /// Who waits for a connection, with the connection over which it waits.
    pub(crate) waiter: f64,
    pub(crate) mcp_session: f64,
    /// Who waits at the server that does nothing but wait.
    pub(crate) bare_waiter: f64,
}

/// How many sessions there are before one more is measured: pools and caches are full then.
const WARM: usize = 1000;
const SESSIONS: usize = 2000;
const WAITERS: usize = 256;
/// More MCP sessions of one session would end others.
const MCP_SESSIONS_EACH: usize = 16;
/// How long after one waiter the next one comes.
const APART: Duration = Duration::from_millis(2);
/// How long a server has to come to rest.
const REST: Duration = Duration::from_millis(500);

pub(crate) async fn measure(folder: &Path) -> Outcome<Memory> {
    let server = Server::router(&folder.join("memory.db")).await?;
    let mut connection = Connection::open(server.address()).await?;
    for _ in 0..WARM {
        user::session(&mut connection, "warm").await?;
    }
    let mut sessions = Vec::new();
    let session = of_each(&server, SESSIONS, async || {
        for number in 0..SESSIONS {
            sessions.push(user::session(&mut connection, &format!("user{number}")).await?);
        }
        Ok(())
    });
    let session = session.await?;
    let waits = sessions.iter().take(WAITERS + 1);
    let at_once: Vec<_> = waits.map(|session| user::connections(session, None)).collect();
    let waiter = waiters(&server, &at_once, async |connection, number| {
        let revision = connection.send(&at_once[number]).await?.json()?["revision"].take();
        Ok(user::connections(&sessions[number], Some(&revision)))
    });
    let waiter = waiter.await?;
    drop(connection);
    server.end().await?;

    let server = Server::bare(&folder.join("bare-memory.db")).await?;
    let at_once = vec![Call::get("/"); WAITERS + 1];
    let bare_waiter = waiters(&server, &at_once, async |connection, number| {
        connection.send(&at_once[number]).await?;
        Ok(Call::get("/wait"))
    });
    let bare_waiter = bare_waiter.await?;
    server.end().await?;
    let mcp_session = mcp_session(&folder.join("mcp-memory.db")).await?;
    Ok(Memory { session, waiter, mcp_session, bare_waiter })
}

/// The memory of one more MCP session, in a process that has freed nothing before that it could take.
async fn mcp_session(store: &Path) -> Outcome<f64> {
    let server = Server::router(store).await?;
    let mut connection = Connection::open(server.address()).await?;
    let mut sessions = Vec::new();
    for number in 0..=WAITERS / MCP_SESSIONS_EACH {
        sessions.push(user::session(&mut connection, &format!("user{number}")).await?);
    }
    let mut sessions = sessions.iter().flat_map(|session| [session; MCP_SESSIONS_EACH]);
    initialize(&mut connection, sessions.next()).await?;
    let memory = of_each(&server, WAITERS, async || {
        for _ in 0..WAITERS {
            initialize(&mut connection, sessions.next()).await?;
        }
        Ok(())
    });
    let memory = memory.await?;
    drop(connection);
    server.end().await?;
    Ok(memory)
}

/// The memory of one who waits. Each has a connection of its own, over which it asks once before it waits.
async fn waiters(
    server: &Server,
    at_once: &[Call],
    ask: impl AsyncFn(&mut Connection, usize) -> Outcome<Call>,
) -> Outcome<f64> {
    // As many threads and database connections as there will be.
    let mut warm = Connection::many(server.address(), 8).await?;
    for answer in join_all(warm.iter_mut().map(async |warm| warm.send(&at_once[WAITERS]).await.map(drop))).await {
        answer?;
    }
    drop(warm);
    let mut connections = Vec::new();
    let mut waiting = Vec::new();
    let memory = of_each(server, WAITERS, async || {
        for number in 0..WAITERS {
            let mut connection = Connection::open(server.address()).await?;
            let wait = ask(&mut connection, number).await?;
            connections.push((connection, wait));
        }
        for (mut connection, wait) in connections.drain(..) {
            waiting
                .push(tokio::spawn(async move { connection.send(&wait).await.map(drop).map_err(|e| e.to_string()) }));
            // One after another: what they need together only while they are answered is not what they need to wait.
            sleep(APART).await;
        }
        sleep(REST).await;
        if let Some(ended) = waiting.iter().find(|waiting| waiting.is_finished()) {
            return Err(format!("one of them does not wait: {ended:?}").into());
        }
        Ok(())
    });
    let memory = memory.await;
    waiting.iter().for_each(tokio::task::JoinHandle::abort);
    sleep(REST).await;
    memory
}

/// What the memory of a server grows by, for each of many.
async fn of_each(server: &Server, count: usize, make: impl AsyncFnOnce() -> Outcome) -> Outcome<f64> {
    sleep(REST).await;
    let before = server.memory()?;
    make().await?;
    sleep(REST).await;
    Ok((server.memory()? - before) / f64::from(u32::try_from(count)?))
}

async fn initialize(connection: &mut Connection, session: Option<&String>) -> Outcome {
    let session = session.ok_or("too few sessions")?;
    let params = json!({ "protocolVersion": "2025-11-25", "capabilities": {},
        "clientInfo": { "name": "bench", "version": "1" } });
    let initialize = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params });
    let answer = connection.send(&user::mcp(session, &initialize)).await?;
    let id = answer.headers.get("mcp-session-id").ok_or("no MCP session")?.to_str()?.to_owned();
    let mut initialized = user::mcp(session, &json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
    initialized.headers.push(("mcp-session-id", id));
    connection.send(&initialized).await?;
    Ok(())
}
