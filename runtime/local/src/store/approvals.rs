use super::{Store, now};

/// A question put to the user before a call, waiting for its answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ApprovalRequest<'a> {
    pub(crate) token_hash: &'a [u8],
    pub(crate) session_id: &'a str,
    pub(crate) call_hash: &'a [u8],
}

/// How long a question stays open, in milliseconds: an hour.
const LIFETIME: i64 = 60 * 60 * 1000;

impl Store {
    /// Stores a question.
    pub(crate) async fn insert_approval_request(&self, request: ApprovalRequest<'_>) -> sqlx::Result<()> {
        sqlx::query(
            "INSERT INTO approval_requests (token_hash, session_id, call_hash, expires_at) VALUES (?, ?, ?, ?)",
        )
        .bind(request.token_hash)
        .bind(request.session_id)
        .bind(request.call_hash)
        .bind(now() + LIFETIME)
        .execute(self.writer.pool())
        .await?;
        Ok(())
    }

    /// Consumes a question. Returns whether it was open for exactly this call.
    pub(crate) async fn take_approval_request(&self, request: ApprovalRequest<'_>) -> sqlx::Result<bool> {
        let deleted = sqlx::query(
            "DELETE FROM approval_requests WHERE token_hash = ? AND session_id = ? AND call_hash = ? AND expires_at > ?",
        )
        .bind(request.token_hash)
        .bind(request.session_id)
        .bind(request.call_hash)
        .bind(now())
        .execute(self.writer.pool())
        .await?;
        Ok(deleted.rows_affected() > 0)
    }

    /// Records that the user approved every call of `tool` in the session.
    pub(crate) async fn approve_always(&self, session_id: &str, tool: &str) -> sqlx::Result<()> {
        sqlx::query("INSERT INTO approvals (session_id, tool) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .bind(session_id)
            .bind(tool)
            .execute(self.writer.pool())
            .await?;
        Ok(())
    }

    /// Whether the user approved every call of `tool` in the session.
    pub(crate) async fn is_approved(&self, session_id: &str, tool: &str) -> sqlx::Result<bool> {
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM approvals WHERE session_id = ? AND tool = ?)")
            .bind(session_id)
            .bind(tool)
            .fetch_one(&self.readers)
            .await
    }
}
