//! A client for servers on loopback.

use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};

/// A client that stops at redirects, keeps no cookies, and goes through no proxy.
///
/// # Errors
///
/// When it cannot be set up.
pub fn client() -> reqwest::Result<Client> {
    builder(Policy::none()).build()
}

pub(crate) fn builder(redirects: Policy) -> ClientBuilder {
    Client::builder().no_proxy().redirect(redirects)
}
