use super::{Store, now};

/// A question put to the user before a call, waiting for its answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ApprovalRequest<'a> {
    pub(crate) token_hash: &'a [u8],
    pub(crate) session_id: &'a str,
    pub(crate) call_hash: &'a [u8],
}

/// What the user approved for the rest of a session.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Approval<'a> {
    pub(crate) session_id: &'a str,
    /// The kind of need that the user was asked for.
    pub(crate) need: &'a str,
    pub(crate) tool: &'a str,
    /// The account's id; empty if there is none.
    pub(crate) account: &'a str,
    /// Empty if any arguments are approved.
    pub(crate) arguments_hash: &'a [u8],
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
        .execute(&mut *self.writer.acquire().await?)
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
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        Ok(deleted.rows_affected() > 0)
    }

    /// Records what the user approved.
    pub(crate) async fn approve_always(&self, approval: Approval<'_>) -> sqlx::Result<()> {
        sqlx::query(
            "INSERT INTO approvals (session_id, need, tool, account, arguments_hash) VALUES (?, ?, ?, ?, ?) \
             ON CONFLICT DO NOTHING",
        )
        .bind(approval.session_id)
        .bind(approval.need)
        .bind(approval.tool)
        .bind(approval.account)
        .bind(approval.arguments_hash)
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        Ok(())
    }

    /// Whether the user approved exactly this.
    pub(crate) async fn is_approved(&self, approval: Approval<'_>) -> sqlx::Result<bool> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM approvals WHERE session_id = ? AND need = ? AND tool = ? AND account = ? \
             AND arguments_hash = ?)",
        )
        .bind(approval.session_id)
        .bind(approval.need)
        .bind(approval.tool)
        .bind(approval.account)
        .bind(approval.arguments_hash)
        .fetch_one(&mut *self.readers.acquire().await?)
        .await
    }
}
