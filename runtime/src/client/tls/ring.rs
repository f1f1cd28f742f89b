//! TLS by rustls and ring, with the platform's root certificates.
//!
//! The process-wide provider of rustls belongs to the application: it is used if there is one, and never set.

use std::sync::Arc;

use reqwest::ClientBuilder;
use rustls::crypto::{CryptoProvider, ring};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;
use url::Url;

use crate::error::{Cause, ConfigurationError};

/// `http` for the router at `base`.
pub(in crate::client) fn configure(
    http: ClientBuilder,
    base: &Url,
    is_customized: bool,
) -> Result<ClientBuilder, ConfigurationError> {
    // A router on loopback is not reached over TLS; it has to work on a machine without root certificates.
    let is_plain = base.scheme() == "http";
    if CryptoProvider::get_default().is_some() {
        let http = http.tls_backend_rustls();
        return Ok(if is_plain { http.tls_certs_only([]) } else { http });
    }
    if is_customized && !is_plain {
        // reqwest would ignore what is said about TLS, and trust more than it was told to.
        return Err(ConfigurationError::NoRustlsProvider);
    }
    let config = config(is_plain).map_err(|error| ConfigurationError::Http { source: Cause::new(error) })?;
    Ok(http.tls_backend_preconfigured(config))
}

fn config(is_plain: bool) -> Result<ClientConfig, rustls::Error> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?;
    let builder = match is_plain {
        true => builder.with_root_certificates(RootCertStore::empty()),
        false => builder.with_platform_verifier()?,
    };
    Ok(builder.with_no_client_auth())
}
