//! `users.threads`

use std::collections::HashSet;

use axum::{
    Json,
    extract::{Path, RawQuery},
};
use serde_json::{Value, json};

use super::{
    error::ApiError,
    messages::Resource,
    paging::Parameters,
    session::{READ, Session},
};

pub(super) async fn list(session: Session, RawQuery(query): RawQuery) -> Result<Json<Value>, ApiError> {
    let parameters = Parameters::parse(query.as_deref())?;
    session.with(READ, |mailboxes, person| {
        let mailbox = mailboxes.of(person)?;
        let mut seen = HashSet::new();
        // The newest message of a thread represents it.
        let threads: Vec<_> = mailbox
            .list(&parameters.filter())
            .into_iter()
            .filter(|message| seen.insert(message.thread_id.as_str()))
            .collect();
        let history_id = mailbox.history_id().to_string();
        Ok(Json(parameters.page(
            "threads",
            &threads,
            |message| json!({ "id": message.thread_id, "snippet": message.snippet(), "historyId": history_id }),
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
        let mailbox = mailboxes.of(person)?;
        let messages: Vec<_> = mailbox
            .thread(&id)?
            .into_iter()
            .map(|message| message.render(parameters.format, &parameters.metadata_headers))
            .collect();
        Ok(Json(json!({ "id": id, "historyId": mailbox.history_id().to_string(), "messages": messages })))
    })
}
