//! Connecting an account: the link, the page behind it, the way to the provider and back.

mod callback;
mod callback_url;
mod cookie;
mod expiry;
mod link;
mod oauth;
mod page;
mod start;

use axum::{Router, routing::get};

pub(crate) use self::expiry::expire_links;
pub(crate) use self::link::{LinkRequest, MadeLink, create as create_link, make as make_link};
pub(crate) use self::oauth::{TokenError, Tokens, refresh};
use super::state::App;

/// What the user's browser sees. No credential is asked for here: the link's token is the permission.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/link/{token}", get(start::show).post(start::go_on))
        .route(oauth::CALLBACK_PATH, get(callback::arrive))
        .route(page::STYLESHEET_PATH, get(page::stylesheet))
}
