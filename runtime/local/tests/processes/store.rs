//! What must hold in a store, whenever its router was killed.

use std::path::Path;

use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};

/// Each finds rows that a change has left behind half made.
const HALF_MADE: [&str; 8] = [
    // The history has the version before the current one, and none that is not before it.
    "SELECT id FROM sessions WHERE config_version > 1 AND NOT EXISTS ( \
     SELECT 1 FROM config_history WHERE session_id = sessions.id AND version = sessions.config_version - 1)",
    "SELECT id FROM sessions JOIN config_history ON session_id = id WHERE version >= config_version",
    "SELECT id FROM connected_accounts WHERE status = 'INITIATED' AND id NOT IN (SELECT account_id FROM links)",
    "SELECT id FROM connected_accounts WHERE status IN ('ACTIVE', 'INACTIVE') \
     AND (access_token IS NULL OR refresh_token IS NULL OR connected_at IS NULL)",
    "SELECT id FROM connected_accounts WHERE status NOT IN ('ACTIVE', 'INACTIVE') AND access_token IS NOT NULL",
    // Whose code was being exchanged.
    "SELECT account_id FROM links JOIN connected_accounts ON id = account_id \
     WHERE finished_at IS NOT NULL AND status = 'INITIATED'",
    "SELECT id FROM connected_accounts GROUP BY rank HAVING count(*) > 1",
    "SELECT toolkit FROM account_counts AS counted WHERE total <> (SELECT count(*) FROM connected_accounts AS account \
     WHERE account.toolkit = counted.toolkit AND account.auth_config_id = counted.auth_config_id \
     AND account.status = counted.status)",
];

/// Checks the store of a router that nobody uses right now.
pub(crate) async fn check(path: &Path) {
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    let mut database = SqliteConnection::connect_with(&options).await.unwrap();
    let integrity: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(&mut database).await.unwrap();
    assert_eq!(integrity, ["ok"]);
    let dangling = sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut database).await.unwrap();
    assert!(dangling.is_empty(), "{} rows refer to others that are not there", dangling.len());
    for query in HALF_MADE {
        let found: Vec<String> = sqlx::query_scalar(query).fetch_all(&mut database).await.unwrap();
        assert!(found.is_empty(), "{query}: {found:?}");
    }
    database.close().await.unwrap();
}
