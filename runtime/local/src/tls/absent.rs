//! No TLS: toolkits over plain http alone.

use std::error::Error;

use reqwest::ClientBuilder;

/// `http` as it is.
pub(crate) fn configure(
    http: ClientBuilder,
    _needs_roots: bool,
) -> Result<ClientBuilder, Box<dyn Error + Send + Sync>> {
    Ok(http)
}
