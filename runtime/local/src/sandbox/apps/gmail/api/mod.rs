//! The Gmail API, as far as the toolkit calls it.

mod drafts;
mod error;
mod labels;
mod messages;
mod paging;
mod session;
mod threads;

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    routing::{get, post},
};

use self::session::Api;
use super::mail::Mailboxes;
use crate::sandbox::app::Authority;

/// The routes of Gmail's REST API v1.
pub(super) fn routes(authority: Authority, mailboxes: Arc<Mutex<Mailboxes>>) -> Router {
    let user = Router::new()
        .route("/profile", get(session::profile))
        .route("/messages", get(messages::list))
        .route("/messages/send", post(messages::send))
        .route("/messages/{id}", get(messages::get))
        .route("/messages/{id}/modify", post(messages::modify))
        .route("/messages/{id}/trash", post(messages::trash))
        .route("/threads", get(threads::list))
        .route("/threads/{id}", get(threads::get))
        .route("/drafts", get(drafts::list).post(drafts::create))
        .route("/drafts/send", post(drafts::send))
        .route("/drafts/{id}", get(drafts::get))
        .route("/labels", get(labels::list).post(labels::create));
    Router::new().nest("/gmail/v1/users/{user}", user).with_state(Api { authority, mailboxes })
}
