//! `users.drafts`

use axum::{
    Json,
    extract::{Path, RawQuery, rejection::JsonRejection},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    super::mail::{Draft, MailError, Mailbox},
    error::ApiError,
    messages::{Outgoing, Resource},
    paging::Parameters,
    session::{COMPOSE, READ_DRAFTS, Session},
};

/// A draft as lists and changes show it.
fn reference(mailbox: &Mailbox, draft: &Draft) -> Result<Value, MailError> {
    Ok(json!({ "id": draft.id, "message": mailbox.get(&draft.message_id)?.changed() }))
}

pub(super) async fn list(session: Session, RawQuery(query): RawQuery) -> Result<Json<Value>, ApiError> {
    let parameters = Parameters::parse(query.as_deref())?;
    session.with(READ_DRAFTS, |mailboxes, person| {
        let mailbox = mailboxes.of(person)?;
        let drafts: Vec<_> =
            mailbox.drafts().into_iter().map(|draft| reference(mailbox, draft)).collect::<Result<_, _>>()?;
        Ok(Json(parameters.page("drafts", &drafts, Value::clone)))
    })
}

pub(super) async fn get(
    session: Session,
    Path(Resource { id }): Path<Resource>,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, ApiError> {
    let parameters = Parameters::parse(query.as_deref())?;
    session.with(READ_DRAFTS, |mailboxes, person| {
        let mailbox = mailboxes.of(person)?;
        let message = mailbox.get(&mailbox.draft(&id)?.message_id)?;
        Ok(Json(json!({ "id": id, "message": message.render(parameters.format, &parameters.metadata_headers) })))
    })
}

#[derive(Deserialize)]
pub(super) struct NewDraft {
    message: Outgoing,
}

pub(super) async fn create(
    session: Session,
    body: Result<Json<NewDraft>, JsonRejection>,
) -> Result<Json<Value>, ApiError> {
    let Json(NewDraft { message }) = body?;
    let raw = message.decode()?;
    session.with(COMPOSE, |mailboxes, person| {
        let mailbox = mailboxes.of(person)?;
        let draft = mailbox.create_draft(&raw, message.thread_id.as_deref())?.clone();
        reference(mailbox, &draft).map(Json)
    })
}

pub(super) async fn send(
    session: Session,
    body: Result<Json<Resource>, JsonRejection>,
) -> Result<Json<Value>, ApiError> {
    let Json(Resource { id }) = body?;
    session.with(COMPOSE, |mailboxes, person| Ok(Json(mailboxes.send_draft(person, &id)?.changed())))
}
