use super::{Store, now};
use crate::limits;

/// A file in a listing.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct FileEntry {
    pub(crate) path: String,
    pub(crate) size: i64,
    pub(crate) modified_at: i64,
}

/// A file with its bytes.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct File {
    pub(crate) mimetype: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

/// A URL for uploading or downloading one file.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct FileLink {
    pub(crate) session_id: String,
    pub(crate) path: String,
    pub(crate) mimetype: Option<String>,
}

/// A link to be created.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewFileLink<'a> {
    pub(crate) token_hash: &'a [u8],
    pub(crate) session_id: &'a str,
    pub(crate) path: &'a str,
    pub(crate) mimetype: Option<&'a str>,
    pub(crate) is_upload: bool,
    pub(crate) expires_at: i64,
}

/// What became of a file that was to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// It is stored.
    Stored,
    /// The session has as many files as it may have.
    TooMany,
    /// The session's files would have too many bytes.
    TooLarge,
}

impl Store {
    /// At most `limit` of the session's files with paths that begin with `prefix` and come after `after`, sorted by path.
    pub(crate) async fn files(
        &self,
        session_id: &str,
        prefix: &str,
        after: Option<&str>,
        limit: usize,
    ) -> sqlx::Result<Vec<FileEntry>> {
        sqlx::query_as(
            "SELECT path, size, modified_at FROM files
             WHERE session_id = ?1 AND path > ?3 AND substr(path, 1, length(?2)) = ?2 ORDER BY path LIMIT ?4",
        )
        .bind(session_id)
        .bind(prefix)
        // No path is empty.
        .bind(after.unwrap_or_default())
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .fetch_all(&mut *self.readers.acquire().await?)
        .await
    }

    /// Whether the session has a file at this path.
    pub(crate) async fn has_file(&self, session_id: &str, path: &str) -> sqlx::Result<bool> {
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM files WHERE session_id = ? AND path = ?)")
            .bind(session_id)
            .bind(path)
            .fetch_one(&mut *self.readers.acquire().await?)
            .await
    }

    pub(crate) async fn file(&self, session_id: &str, path: &str) -> sqlx::Result<Option<File>> {
        sqlx::query_as("SELECT mimetype, bytes FROM files WHERE session_id = ? AND path = ?")
            .bind(session_id)
            .bind(path)
            .fetch_optional(&mut *self.readers.acquire().await?)
            .await
    }

    /// Stores a file, unless the session's files would exceed what [`limits`] say. Returns what became of it.
    pub(crate) async fn keep_file(&self, link: &FileLink, bytes: &[u8]) -> sqlx::Result<Kept> {
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let mut change = self.writer.begin().await?;
        let (others, bytes_of_others): (i64, i64) =
            sqlx::query_as("SELECT count(*), coalesce(sum(size), 0) FROM files WHERE session_id = ? AND path <> ?")
                .bind(&link.session_id)
                .bind(&link.path)
                .fetch_one(&mut *change)
                .await?;
        if others >= limits::FILE_COUNT {
            return Ok(Kept::TooMany);
        }
        if bytes_of_others.saturating_add(size) > limits::FILES {
            return Ok(Kept::TooLarge);
        }
        sqlx::query(
            "INSERT INTO files (session_id, path, mimetype, size, bytes, modified_at) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET mimetype = excluded.mimetype, size = excluded.size, bytes = excluded.bytes,
             modified_at = excluded.modified_at",
        )
        .bind(&link.session_id)
        .bind(&link.path)
        .bind(&link.mimetype)
        .bind(size)
        .bind(bytes)
        .bind(now())
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        Ok(Kept::Stored)
    }

    /// Deletes a file. Returns whether it existed.
    pub(crate) async fn delete_file(&self, session_id: &str, path: &str) -> sqlx::Result<bool> {
        let deleted = sqlx::query("DELETE FROM files WHERE session_id = ? AND path = ?")
            .bind(session_id)
            .bind(path)
            .execute(&mut *self.writer.acquire().await?)
            .await?;
        Ok(deleted.rows_affected() > 0)
    }

    /// Stores a link.
    pub(crate) async fn insert_file_link(&self, link: NewFileLink<'_>) -> sqlx::Result<()> {
        sqlx::query(
            "INSERT INTO file_links (token_hash, session_id, path, mimetype, is_upload, expires_at)
             VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(link.token_hash)
        .bind(link.session_id)
        .bind(link.path)
        .bind(link.mimetype)
        .bind(link.is_upload)
        .bind(link.expires_at)
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        Ok(())
    }

    /// The file that a link is for, until it expires.
    pub(crate) async fn file_link(&self, token_hash: &[u8], is_upload: bool) -> sqlx::Result<Option<FileLink>> {
        sqlx::query_as(
            "SELECT session_id, path, mimetype FROM file_links
             WHERE token_hash = ? AND is_upload = ? AND expires_at > ?",
        )
        .bind(token_hash)
        .bind(is_upload)
        .bind(now())
        .fetch_optional(&mut *self.readers.acquire().await?)
        .await
    }
}
