//! The OAuth 2.0 authorization server.

mod authorize;
mod client;
mod consent;
mod grants;
mod page;
pub(super) mod scope;
mod token;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};

use super::State;

pub(super) use self::{
    client::Client,
    consent::Consents,
    grants::{Grants, Lifetimes},
};

/// The authorization, token and revocation endpoints, at the same paths as Google's.
pub(super) fn routes() -> Router<Arc<State>> {
    Router::new()
        .route("/o/oauth2/v2/auth", get(authorize::show))
        .route("/o/oauth2/v2/decision", post(authorize::decide))
        .route("/oauth2/token", post(token::exchange))
        .route("/oauth2/revoke", post(token::revoke))
}
