//! The caller, and what its token allows.

use std::sync::{Arc, Mutex};

use axum::{
    Json,
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};
use serde_json::{Value, json};

use super::{
    super::{
        mail::{MailError, Mailboxes},
        scope,
    },
    error::ApiError,
};
use crate::sandbox::{
    app::{Authority, Scope},
    lock,
    people::PEOPLE,
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

/// What the handlers share.
#[derive(Clone)]
pub(super) struct Api {
    pub(super) authority: Authority,
    pub(super) mailboxes: Arc<Mutex<Mailboxes>>,
}

/// An authenticated request for the caller's own mailbox.
pub(super) struct Session {
    mailboxes: Arc<Mutex<Mailboxes>>,
    person: usize,
    scopes: Vec<&'static Scope>,
}

impl FromRequestParts<Api> for Session {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, ApiError> {
        let access = api.authority.access(&parts.headers).ok_or_else(ApiError::unauthenticated)?;

        let own = PEOPLE.get(access.person).map(|person| person.email);
        let path = RawPathParams::from_request_parts(parts, api).await.map_err(|_| ApiError::other_account())?;
        let user = path.iter().find_map(|(name, value)| (name == "user").then_some(value));
        if user != Some("me") && user.map(str::to_lowercase).as_deref() != own {
            return Err(ApiError::other_account());
        }
        Ok(Self { mailboxes: Arc::clone(&api.mailboxes), person: access.person, scopes: access.scopes })
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
        Ok(work(&mut lock(&self.mailboxes), self.person)?)
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
