//! A client for servers on loopback.

use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};

/// Makes a client that stops at redirects, keeps no cookies, and uses no proxy.
///
/// # Errors
///
/// If it cannot be built.
pub fn client() -> reqwest::Result<Client> {
    builder(Policy::none()).build()
}

pub(crate) fn builder(redirects: Policy) -> ClientBuilder {
    Client::builder().no_proxy().redirect(redirects)
}
