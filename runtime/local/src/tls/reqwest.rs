//! TLS as reqwest brings it, by its default or from the platform.

use std::error::Error;

use reqwest::ClientBuilder;

/// `http` with TLS, and with the platform's root certificates only if `needs_roots`: a sandbox has to work on a machine that
/// has none.
pub(crate) fn configure(http: ClientBuilder, needs_roots: bool) -> Result<ClientBuilder, Box<dyn Error + Send + Sync>> {
    Ok(if needs_roots { http } else { http.tls_certs_only([]) })
}
