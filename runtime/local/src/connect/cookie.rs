use axum::http::{HeaderMap, HeaderValue, header};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

use crate::{random, store::Link};

/// The browser's cookie value for `link`, if it has one.
///
/// Every link has its own cookie, so that two attempts can run in one browser.
pub(super) fn value<'a>(headers: &'a HeaderMap, link: &Link) -> Option<&'a str> {
    let name = name(link);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// Whether the current attempt for `link` began in this browser.
pub(super) fn is_same_browser(headers: &HeaderMap, link: &Link) -> bool {
    match (value(headers, link), &link.browser_hash) {
        (Some(value), Some(expected)) => random::hash(value).ct_eq(expected).into(),
        _ => false,
    }
}

/// Binds the browser to `link` for `seconds`. With `Lax`, the cookie is sent with the provider's redirect.
pub(super) fn bind(link: &Link, value: &SecretString, seconds: i64) -> Option<HeaderValue> {
    let (name, value) = (name(link), value.expose_secret());
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax");
    let mut cookie = HeaderValue::from_str(&cookie).ok()?;
    cookie.set_sensitive(true);
    Some(cookie)
}

fn name(link: &Link) -> String {
    let id: String = link.token_hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("tool_router_connect_{id}")
}
