use tool_router_core::config::SessionConfig;

use super::{Store, now};
use crate::limits;

/// A session as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) user_id: String,
    pub(crate) config: SessionConfig,
    pub(crate) config_version: i64,
}

/// A configuration that a session has or had.
#[derive(Clone, Debug)]
pub(crate) struct ConfigVersion {
    pub(crate) version: i64,
    pub(crate) config: SessionConfig,
    pub(crate) created_at: i64,
}

impl Session {
    /// Stands for a session where the application itself calls a tool: it restricts nothing, and is not stored.
    pub(crate) fn none(user_id: String) -> Self {
        Self { id: String::new(), user_id, config: SessionConfig::default(), config_version: 0 }
    }
}

impl Store {
    /// Stores a new session in its first version.
    pub(crate) async fn insert_session(&self, id: &str, user_id: &str, config: SessionConfig) -> sqlx::Result<Session> {
        sqlx::query("INSERT INTO sessions (id, user_id, config, config_version, configured_at) VALUES (?, ?, ?, 1, ?)")
            .bind(id)
            .bind(user_id)
            .bind(write(&config)?)
            .bind(now())
            .execute(&mut *self.writer.acquire().await?)
            .await?;
        Ok(Session { id: id.to_owned(), user_id: user_id.to_owned(), config, config_version: 1 })
    }

    /// Stores the session's next version. Returns whether the stored version was still that of `session`.
    pub(crate) async fn update_session(&self, session: &Session, config: &SessionConfig) -> sqlx::Result<bool> {
        let (text, version) = (write(config)?, session.config_version + 1);
        let mut change = self.writer.begin().await?;
        sqlx::query(
            "INSERT INTO config_history (session_id, version, config, created_at) \
             SELECT id, config_version, config, configured_at FROM sessions WHERE id = ? AND config_version = ?",
        )
        .bind(&session.id)
        .bind(session.config_version)
        .execute(&mut *change)
        .await?;
        let updated = sqlx::query(
            "UPDATE sessions SET config = ?, config_version = ?, configured_at = ? WHERE id = ? AND config_version = ?",
        )
        .bind(&text)
        .bind(version)
        .bind(now())
        .bind(&session.id)
        .bind(session.config_version)
        .execute(&mut *change)
        .await?;
        if updated.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query("DELETE FROM config_history WHERE session_id = ? AND version <= ?")
            .bind(&session.id)
            .bind(version - limits::CONFIG_VERSIONS)
            .execute(&mut *change)
            .await?;
        change.commit().await?;
        Ok(true)
    }

    /// The configurations that the session has had and that are kept, newest first: at most `limit` of them, from before
    /// version `before`.
    pub(crate) async fn config_history(
        &self,
        session_id: &str,
        before: Option<i64>,
        limit: usize,
    ) -> sqlx::Result<Vec<ConfigVersion>> {
        let rows: Vec<(i64, String, i64)> = sqlx::query_as(
            "SELECT config_version, config, configured_at FROM sessions WHERE id = ?1 AND config_version < ?2 \
             UNION ALL SELECT version, config, created_at FROM config_history WHERE session_id = ?1 AND version < ?2 \
             ORDER BY 1 DESC LIMIT ?3",
        )
        .bind(session_id)
        .bind(before.unwrap_or(i64::MAX))
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .fetch_all(&mut *self.readers.acquire().await?)
        .await?;
        let read = |(version, config, created_at): (i64, String, i64)| {
            Ok(ConfigVersion { version, config: read(&config)?, created_at })
        };
        rows.into_iter().map(read).collect()
    }

    /// How many configurations of the session are kept, the current one included.
    pub(crate) async fn count_configs(&self, session_id: &str) -> sqlx::Result<usize> {
        let count: i64 = sqlx::query_scalar("SELECT 1 + count(*) FROM config_history WHERE session_id = ?")
            .bind(session_id)
            .fetch_one(&mut *self.readers.acquire().await?)
            .await?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// The session of this id.
    pub(crate) async fn session(&self, id: &str) -> sqlx::Result<Option<Session>> {
        let row: Option<(String, String, i64)> =
            sqlx::query_as("SELECT user_id, config, config_version FROM sessions WHERE id = ?")
                .bind(id)
                .fetch_optional(&mut *self.readers.acquire().await?)
                .await?;
        row.map(|(user_id, config, config_version)| {
            Ok(Session { id: id.to_owned(), user_id, config: read(&config)?, config_version })
        })
        .transpose()
    }

    /// Deletes the session with its approvals. Returns whether it existed.
    pub(crate) async fn delete_session(&self, id: &str) -> sqlx::Result<bool> {
        let deleted = sqlx::query("DELETE FROM sessions WHERE id = ?")
            .bind(id)
            .execute(&mut *self.writer.acquire().await?)
            .await?;
        Ok(deleted.rows_affected() > 0)
    }
}

fn write(config: &SessionConfig) -> sqlx::Result<String> {
    serde_json::to_string(config).map_err(|error| sqlx::Error::Encode(error.into()))
}

fn read(config: &str) -> sqlx::Result<SessionConfig> {
    serde_json::from_str(config).map_err(|error| sqlx::Error::Decode(error.into()))
}
