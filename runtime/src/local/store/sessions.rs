use super::{Store, now};
use crate::config::SessionConfig;

/// A session as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) user_id: String,
    pub(crate) config: SessionConfig,
    pub(crate) config_version: i64,
}

impl Store {
    /// Stores a new session in its first version.
    pub(crate) async fn insert_session(&self, id: &str, user_id: &str, config: SessionConfig) -> sqlx::Result<Session> {
        sqlx::query("INSERT INTO sessions (id, user_id, config, config_version, created_at) VALUES (?, ?, ?, 1, ?)")
            .bind(id)
            .bind(user_id)
            .bind(serde_json::to_string(&config).map_err(|error| sqlx::Error::Encode(error.into()))?)
            .bind(now())
            .execute(&self.pool)
            .await?;
        Ok(Session { id: id.to_owned(), user_id: user_id.to_owned(), config, config_version: 1 })
    }

    /// The session of this id.
    pub(crate) async fn session(&self, id: &str) -> sqlx::Result<Option<Session>> {
        let row: Option<(String, String, i64)> =
            sqlx::query_as("SELECT user_id, config, config_version FROM sessions WHERE id = ?")
                .bind(id)
                .fetch_optional(&self.pool)
                .await?;
        row.map(|(user_id, config, config_version)| {
            Ok(Session {
                id: id.to_owned(),
                user_id,
                config: serde_json::from_str(&config).map_err(|error| sqlx::Error::Decode(error.into()))?,
                config_version,
            })
        })
        .transpose()
    }

    /// Deletes the session with its approvals. Whether there was one.
    pub(crate) async fn delete_session(&self, id: &str) -> sqlx::Result<bool> {
        let deleted = sqlx::query("DELETE FROM sessions WHERE id = ?").bind(id).execute(&self.pool).await?;
        Ok(deleted.rows_affected() > 0)
    }
}
