//! `users.messages`

use axum::{
    Json,
    extract::{Path, RawQuery, rejection::JsonRejection},
};
use base64::{Engine, alphabet, engine};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    error::ApiError,
    paging::Parameters,
    session::{MODIFY, READ, SEND, Session},
};

const BASE64URL: engine::GeneralPurpose = engine::GeneralPurpose::new(
    &alphabet::URL_SAFE,
    engine::GeneralPurposeConfig::new().with_decode_padding_mode(engine::DecodePaddingMode::Indifferent),
);

/// A message as a client submits it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Outgoing {
    raw: String,
    pub(super) thread_id: Option<String>,
}

impl Outgoing {
    pub(super) fn decode(&self) -> Result<Vec<u8>, ApiError> {
        BASE64URL.decode(&self.raw).map_err(|_| ApiError::invalid("Invalid value for raw: not base64url"))
    }
}

/// The path parameters below a mailbox.
#[derive(Deserialize)]
pub(super) struct Resource {
    pub(super) id: String,
}

pub(super) async fn list(session: Session, RawQuery(query): RawQuery) -> Result<Json<Value>, ApiError> {
    let parameters = Parameters::parse(query.as_deref())?;
    session.with(READ, |mailboxes, person| {
        let found = mailboxes.of(person)?.list(&parameters.filter());
        Ok(Json(parameters.page(
            "messages",
            &found,
            |message| json!({ "id": message.id, "threadId": message.thread_id }),
        )))
    })
}

pub(super) async fn get(
    session: Session,
    Path(Resource { id }): Path<Resource>,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, ApiError> {
    let parameters = Parameters::parse(query.as_deref())?;
    session.with(READ, |mailboxes, person| {
        let message = mailboxes.of(person)?.get(&id)?;
        Ok(Json(message.render(parameters.format, &parameters.metadata_headers)))
    })
}

pub(super) async fn send(
    session: Session,
    body: Result<Json<Outgoing>, JsonRejection>,
) -> Result<Json<Value>, ApiError> {
    let Json(message) = body?;
    let raw = message.decode()?;
    session
        .with(SEND, |mailboxes, person| Ok(Json(mailboxes.send(person, &raw, message.thread_id.as_deref())?.changed())))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
pub(super) struct LabelChange {
    add_label_ids: Vec<String>,
    remove_label_ids: Vec<String>,
}

pub(super) async fn modify(
    session: Session,
    Path(Resource { id }): Path<Resource>,
    body: Result<Json<LabelChange>, JsonRejection>,
) -> Result<Json<Value>, ApiError> {
    let Json(change) = body?;
    session.with(MODIFY, |mailboxes, person| {
        let mailbox = mailboxes.of(person)?;
        Ok(Json(mailbox.modify(&id, &change.add_label_ids, &change.remove_label_ids)?.changed()))
    })
}

pub(super) async fn trash(session: Session, Path(Resource { id }): Path<Resource>) -> Result<Json<Value>, ApiError> {
    session.with(MODIFY, |mailboxes, person| Ok(Json(mailboxes.of(person)?.trash(&id)?.changed())))
}
