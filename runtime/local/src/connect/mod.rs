//! Connecting an account: the link, its page, and the round trip to the provider.

mod callback;
mod callback_url;
mod claim;
mod cookie;
mod ending;
mod entered;
mod expiry;
mod link;
mod oauth;
mod page;
mod standard;
mod start;

use axum::{
    Router,
    response::{IntoResponse, Response},
    routing::get,
};

pub(crate) use self::callback_url::CallbackUrl;
pub(crate) use self::claim::complete;
pub(crate) use self::expiry::expire_links;
pub(crate) use self::link::{
    LinkRequest, MadeLink, NewConnection, create as create_link, link_base, make as make_link, open as open_link,
    relink,
};
pub(crate) use self::oauth::{TokenError, Tokens, refresh, revoke};
use super::state::App;

/// The routes for the user's browser. They need no credential: the link's token grants access.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/link/{token}", get(start::show).post(start::go_on))
        .route(oauth::CALLBACK_PATH, get(callback::arrive))
        .route(page::STYLESHEET_PATH, get(page::stylesheet))
}

/// The page that refuses a request while the router stops.
pub(crate) fn stopping() -> Response {
    page::MessagePage::stopping().into_response()
}
