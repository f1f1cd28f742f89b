use super::Store;

/// A saved configuration of sessions as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct SessionConfigRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    /// JSON, as in a request.
    pub(crate) config: String,
    pub(crate) is_archived: bool,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl Store {
    /// The saved configuration with this id.
    pub(crate) async fn session_config(&self, id: &str) -> sqlx::Result<Option<SessionConfigRow>> {
        sqlx::query_as("SELECT * FROM session_configs WHERE id = ?")
            .bind(id)
            .fetch_optional(&mut *self.readers.acquire().await?)
            .await
    }

    /// The saved configurations that are archived, or that are not, and whose names contain `search`, in the order of their
    /// names: at most `limit` of them, from the one after `after` on.
    pub(crate) async fn session_configs(
        &self,
        is_archived: bool,
        search: &str,
        after: Option<&str>,
        limit: usize,
    ) -> sqlx::Result<Vec<SessionConfigRow>> {
        sqlx::query_as(
            "SELECT * FROM session_configs WHERE is_archived = ?1 AND instr(lower(name), lower(?2)) > 0 \
             AND (?3 IS NULL OR name > ?3) ORDER BY name LIMIT ?4",
        )
        .bind(is_archived)
        .bind(search)
        .bind(after)
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .fetch_all(&mut *self.readers.acquire().await?)
        .await
    }

    pub(crate) async fn count_session_configs(&self) -> sqlx::Result<usize> {
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM session_configs")
            .fetch_one(&mut *self.readers.acquire().await?)
            .await?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Writes a saved configuration, new or changed. Returns whether its name is its own.
    pub(crate) async fn write_session_config(&self, row: &SessionConfigRow) -> sqlx::Result<bool> {
        let written = sqlx::query(
            "INSERT INTO session_configs (id, name, description, config, is_archived, created_at, updated_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
             ON CONFLICT (id) DO UPDATE SET name = ?2, description = ?3, config = ?4, is_archived = ?5, updated_at = ?7",
        )
        .bind(&row.id)
        .bind(&row.name)
        .bind(&row.description)
        .bind(&row.config)
        .bind(row.is_archived)
        .bind(row.created_at)
        .bind(row.updated_at)
        .execute(&mut *self.writer.acquire().await?)
        .await;
        match written {
            Ok(_) => Ok(true),
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Deletes a saved configuration. Returns whether it existed.
    pub(crate) async fn delete_session_config(&self, id: &str) -> sqlx::Result<bool> {
        let deleted = sqlx::query("DELETE FROM session_configs WHERE id = ?")
            .bind(id)
            .execute(&mut *self.writer.acquire().await?)
            .await?;
        Ok(deleted.rows_affected() > 0)
    }
}
