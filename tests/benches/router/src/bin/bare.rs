//! What the embedded router is compared with: axum, and one row inserted into SQLite by sqlx, as durably as the router does.

use std::collections::hash_map::RandomState;
use std::env;
use std::future::pending;
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use router::{Failure, answer};
use serde_json::Value;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use tokio::net::TcpListener;

#[derive(Clone)]
struct App {
    database: SqlitePool,
    random: RandomState,
}

static ROWS: AtomicU64 = AtomicU64::new(0);

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let file = env::args().nth(1).ok_or("the database's file is missing")?;
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
    let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
    // The router has one connection that writes, too: others would wait for SQLite's lock in turns of milliseconds.
    let pool = SqlitePoolOptions::new().max_connections(1).test_before_acquire(false);
    let database = pool.connect_with(options).await?;
    sqlx::query("CREATE TABLE rows (id TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT").execute(&database).await?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let routes = Router::new().route("/", get(nothing)).route("/rows", post(insert)).route("/wait", get(wait));
    let app = App { database, random: RandomState::new() };
    let server = tokio::spawn(axum::serve(listener, routes.with_state(app)).into_future());
    answer(address, || ROWS.load(Relaxed)).await?;
    server.abort();
    Ok(())
}

async fn nothing() {}

/// Somebody who waits for ever.
async fn wait() {
    pending().await
}

async fn insert(State(app): State<App>, Json(row): Json<Value>) -> Result<(StatusCode, Json<Value>), StatusCode> {
    let number = ROWS.fetch_add(1, Relaxed);
    // In no order, as the ids of sessions are.
    let id = format!("{:016x}", app.random.hash_one(number));
    let inserted = sqlx::query("INSERT INTO rows (id, content) VALUES (?, ?)").bind(id).bind(row.to_string());
    match inserted.execute(&app.database).await {
        Ok(_) => Ok((StatusCode::CREATED, Json(row))),
        Err(error) => {
            eprintln!("{error}");
            Err(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}
