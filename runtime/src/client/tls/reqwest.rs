//! TLS as reqwest brings it, by its default or from the platform.

use reqwest::ClientBuilder;
use url::Url;

use crate::error::ConfigurationError;

/// `http` for the router at `base`.
pub(in crate::client) fn configure(
    http: ClientBuilder,
    base: &Url,
    _is_customized: bool,
) -> Result<ClientBuilder, ConfigurationError> {
    Ok(match base.scheme() {
        // A router on loopback is not reached over TLS; it has to work on a machine without root certificates.
        "http" => http.tls_certs_only([]),
        _ => http,
    })
}
