//! The OAuth 2.0 authorization server.

mod authorize;
mod client;
mod consent;
#[cfg(feature = "testing")]
mod direct;
mod grants;
mod page;
mod token;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};

use super::{State, app::SandboxApp};

#[cfg(feature = "testing")]
pub(super) use self::direct::decide;
pub(super) use self::{
    client::Client,
    consent::Consents,
    grants::{Access, Grant, Grants, Issued, Lifetimes},
    token::{Refusal, basic_credentials},
};

/// The provider, and the app that an endpoint belongs to.
#[derive(Clone)]
struct Endpoint {
    state: Arc<State>,
    app: Arc<dyn SandboxApp>,
}

/// The authorization, token and revocation endpoints of an app.
pub(super) fn routes(state: Arc<State>, app: Arc<dyn SandboxApp>) -> Router {
    let paths = app.paths();
    let router = Router::new()
        .route(paths.authorize, get(authorize::show))
        .route(paths.decision, post(authorize::decide))
        .route(paths.token, post(token::exchange));
    let router = match paths.revoke {
        Some(revoke) => router.route(revoke, post(token::revoke)),
        None => router,
    };
    router.with_state(Endpoint { state, app })
}
