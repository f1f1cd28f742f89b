//! Sessions: creating, reading and updating them, what they reach, and their files.

mod assistive_prompt;
mod client_tools;
mod create;
mod custom_limits;
mod custom_tools;
mod experimental;
pub(crate) mod files;
mod response;
mod served;
mod slugs;
pub(crate) mod toolkits;
pub(crate) mod tools;
mod update;

use axum::{Json, extract::State};
use serde_json::{Value, json};

pub(crate) use self::client_tools::ClientTools;
#[cfg(any(test, fuzzing))]
pub(crate) use self::create::{AttachRequest, configuration};
pub(crate) use self::create::{attach, create};
pub(crate) use self::custom_tools::CustomTools;
pub(crate) use self::response::SessionResponse;
#[cfg(any(test, fuzzing))]
pub(crate) use self::update::changed;
pub(crate) use self::update::{history, update};
use super::{api_error::ApiError, request::Origin, state::App, store::Session};

/// `GET /{id}`
pub(crate) async fn retrieve(session: Session, origin: Origin) -> SessionResponse {
    SessionResponse::new(&session, &origin)
}

/// `DELETE /{id}`
pub(crate) async fn delete(State(app): State<App>, session: Session) -> Result<Json<Value>, ApiError> {
    if !app.store.delete_session(&session.id).await? {
        return Err(ApiError::not_found(format!("Tool Router session {} not found", session.id)));
    }
    app.mcp.end(&session.id);
    Ok(Json(json!({ "session_id": session.id, "deleted": true })))
}
