//! The caller, and what its token allows.

use std::sync::Arc;

use axum::{
    Json,
    extract::{FromRequestParts, RawPathParams},
    http::{header, request::Parts},
};
use serde_json::{Value, json};

use super::{
    super::{
        State, lock,
        mail::{MailError, Mailboxes},
        oauth::scope,
    },
    error::ApiError,
};

/// Scopes that allow reading.
pub(super) const READ: &[&str] = &[scope::READONLY, scope::MODIFY, scope::EVERYTHING];
/// Scopes that allow changing labels of messages.
pub(super) const MODIFY: &[&str] = &[scope::MODIFY, scope::EVERYTHING];
/// Scopes that allow sending.
pub(super) const SEND: &[&str] = &[scope::SEND, scope::COMPOSE, scope::MODIFY, scope::EVERYTHING];
/// Scopes that allow writing and sending drafts.
pub(super) const COMPOSE: &[&str] = &[scope::COMPOSE, scope::MODIFY, scope::EVERYTHING];
/// Scopes that allow reading drafts.
pub(super) const READ_DRAFTS: &[&str] = &[scope::READONLY, scope::COMPOSE, scope::MODIFY, scope::EVERYTHING];
/// Scopes that allow reading labels.
pub(super) const READ_LABELS: &[&str] = &[scope::LABELS, scope::READONLY, scope::MODIFY, scope::EVERYTHING];
/// Scopes that allow creating labels.
pub(super) const CREATE_LABELS: &[&str] = &[scope::LABELS, scope::MODIFY, scope::EVERYTHING];

/// An authenticated request for the caller's own mailbox.
pub(super) struct Session {
    state: Arc<State>,
    person: usize,
    scopes: Vec<&'static scope::Scope>,
}

impl FromRequestParts<Arc<State>> for Session {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<State>) -> Result<Self, ApiError> {
        let token = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = token.and_then(|value| value.strip_prefix("Bearer ")).ok_or_else(ApiError::unauthenticated)?;
        let access = lock(&state.grants).access(token).ok_or_else(ApiError::unauthenticated)?;

        let own = state.people.get(access.person).map(|person| person.email);
        let path = RawPathParams::from_request_parts(parts, state).await.map_err(|_| ApiError::other_account())?;
        let user = path.iter().find_map(|(name, value)| (name == "user").then_some(value));
        if user != Some("me") && user.map(str::to_lowercase).as_deref() != own {
            return Err(ApiError::other_account());
        }
        Ok(Self { state: Arc::clone(state), person: access.person, scopes: access.scopes })
    }
}

impl Session {
    /// Works on the mailboxes, with the caller's index, if the token has any one of `scopes`.
    pub(super) fn with<T>(
        &self,
        scopes: &[&str],
        work: impl FnOnce(&mut Mailboxes, usize) -> Result<T, MailError>,
    ) -> Result<T, ApiError> {
        if !self.scopes.iter().any(|scope| scopes.contains(&scope.name)) {
            return Err(ApiError::insufficient_scope());
        }
        Ok(work(&mut lock(&self.state.mailboxes), self.person)?)
    }
}

/// `users.getProfile`
pub(super) async fn profile(session: Session) -> Result<Json<Value>, ApiError> {
    session.with(READ_DRAFTS, |mailboxes, person| {
        let mailbox = mailboxes.of(person)?;
        Ok(Json(json!({
            "emailAddress": mailbox.address(),
            "messagesTotal": mailbox.message_count(),
            "threadsTotal": mailbox.thread_count(),
            "historyId": mailbox.history_id().to_string(),
        })))
    })
}
