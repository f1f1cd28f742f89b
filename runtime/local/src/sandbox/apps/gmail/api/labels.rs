//! `users.labels`

use axum::{Json, extract::rejection::JsonRejection};
use serde_json::{Value, json};

use super::{
    super::mail::{Label, NewLabel},
    error::ApiError,
    session::{CREATE_LABELS, READ_LABELS, Session},
};

pub(super) async fn list(session: Session) -> Result<Json<Value>, ApiError> {
    session.with(READ_LABELS, |mailboxes, person| Ok(Json(json!({ "labels": mailboxes.of(person)?.labels() }))))
}

pub(super) async fn create(
    session: Session,
    body: Result<Json<NewLabel>, JsonRejection>,
) -> Result<Json<Label>, ApiError> {
    let Json(label) = body?;
    session.with(CREATE_LABELS, |mailboxes, person| mailboxes.of(person)?.create_label(label).map(Json))
}
