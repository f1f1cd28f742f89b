//! No TLS: plain http on loopback alone.

use reqwest::ClientBuilder;
use url::Url;

use crate::error::ConfigurationError;

/// `http` for the router at `base`.
pub(in crate::client) fn configure(
    http: ClientBuilder,
    base: &Url,
    _is_customized: bool,
) -> Result<ClientBuilder, ConfigurationError> {
    match base.scheme() {
        "http" => Ok(http),
        _ => Err(ConfigurationError::NoTls),
    }
}
