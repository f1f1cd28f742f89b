//! Stores that have many rows already.

use std::fs;
use std::path::{Path, PathBuf};

use bench_support::Outcome;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection};

use crate::connection::Connection as Client;
use crate::server::Server;
use crate::user::{User, connect};

/// A store that a router has made, with one session, one connected account and one unused link, which are copied.
pub(crate) struct Template {
    store: PathBuf,
    connected: String,
}

impl Template {
    pub(crate) async fn make(folder: &Path) -> Outcome<Self> {
        let store = folder.join("template.db");
        let server = Server::router(&store).await?;
        let user = User::connected(&server, "template").await?;
        Client::open(server.address()).await?.send(&connect(&user.session)).await?;
        server.end().await?;
        Ok(Self { store, connected: user.account })
    }

    /// A store with so many sessions, accounts and links, each of a user of its own. Half of the accounts are connected.
    pub(crate) async fn filled(&self, name: &str, rows: usize) -> Outcome<PathBuf> {
        let store = self.store.with_file_name(name).with_extension("db");
        for ending in ["", ".key"] {
            let [from, to] = [&self.store, &store].map(|path| format!("{}{ending}", path.display()));
            fs::copy(from, to)?;
        }
        if rows > 0 {
            let mut database = SqliteConnectOptions::new().filename(&store).connect().await?;
            self.fill(&mut database, rows).await?;
            database.close().await?;
        }
        Ok(store)
    }

    async fn fill(&self, database: &mut SqliteConnection, rows: usize) -> Outcome {
        sqlx::query("BEGIN").execute(&mut *database).await?;
        let all = "id = 'trs_filled' || rowid, user_id = 'filled' || rowid";
        copy(database, "sessions", "TRUE", all, rows).await?;
        if has_table(database, "config_history").await? {
            copy(database, "config_history", "TRUE", "session_id = 'trs_filled' || rowid", rows).await?;
        }
        for (kind, account) in [("a", "="), ("i", "<>")] {
            let of_account = |column| format!("{column} {account} '{}'", self.connected);
            let set = format!(
                "id = 'ca_filled{kind}' || rowid, user_id = 'filled' || (2 * rowid - (id = '{}')), \
                 created_at = created_at - rowid, updated_at = updated_at - rowid",
                self.connected
            );
            copy(database, "connected_accounts", &of_account("id"), &set, rows / 2).await?;
            let set = format!(
                "account_id = 'ca_filled{kind}' || rowid, session_id = 'trs_filled' || rowid, \
                 token_hash = randomblob(32), state_hash = randomblob(32)"
            );
            copy(database, "links", &of_account("account_id"), &set, rows / 2).await?;
        }
        let ranked = "UPDATE connected_accounts SET rank = rowid";
        sqlx::query(ranked).execute(&mut *database).await?;
        sqlx::query("COMMIT").execute(&mut *database).await?;
        Ok(())
    }
}

/// Copies the row of a table that `which` finds, so many times, each copy changed by `set`.
async fn copy(database: &mut SqliteConnection, table: &str, which: &str, set: &str, count: usize) -> Outcome {
    let statements = [
        format!(
            "CREATE TEMP TABLE copies AS WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers \
             WHERE n < {count}) SELECT original.* FROM numbers, (SELECT * FROM main.{table} WHERE {which} LIMIT 1) AS original"
        ),
        format!("UPDATE temp.copies SET {set}"),
        format!("INSERT INTO main.{table} SELECT * FROM temp.copies"),
        "DROP TABLE temp.copies".to_owned(),
    ];
    for statement in statements {
        sqlx::query(AssertSqlSafe(statement)).persistent(false).execute(&mut *database).await?;
    }
    Ok(())
}

async fn has_table(database: &mut SqliteConnection, table: &str) -> Outcome<bool> {
    let found = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?)").bind(table);
    Ok(found.fetch_one(database).await?)
}
