//! What an OAuth app does with the tokens that it was given.

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{Api, respond};
use crate::sandbox::apps::github::hub::Failure;

#[derive(Deserialize)]
struct Named {
    access_token: String,
}

/// `DELETE /applications/{client_id}/token`: revokes the token, together with the refresh token that came with it.
pub(super) async fn delete_token(
    State(api): State<Api>,
    Path(client_id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let refused = |status, message| respond(Err(Failure::new(status, message)), "", "");
    if !api.authority.is_client(&headers, &client_id) {
        return refused(StatusCode::NOT_FOUND, "Not Found");
    }
    match serde_json::from_slice::<Named>(&body) {
        Ok(Named { access_token }) if api.authority.access_of(&access_token).is_some() => {
            api.authority.revoke(&access_token);
            StatusCode::NO_CONTENT.into_response()
        }
        _ => refused(StatusCode::UNPROCESSABLE_ENTITY, "Validation Failed"),
    }
}
