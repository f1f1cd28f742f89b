//! TLS by rustls and ring, with the platform's root certificates.
//!
//! The process-wide provider of rustls belongs to the application: it is used if there is one, and never set.

use std::error::Error;
use std::sync::Arc;

use reqwest::ClientBuilder;
use rustls::crypto::{CryptoProvider, ring};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;

/// `http` with TLS, and with the platform's root certificates only if `needs_roots`: a sandbox has to work on a machine that
/// has none.
pub(crate) fn configure(http: ClientBuilder, needs_roots: bool) -> Result<ClientBuilder, Box<dyn Error + Send + Sync>> {
    let provider = CryptoProvider::get_default().cloned().unwrap_or_else(|| Arc::new(ring::default_provider()));
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let builder = match needs_roots {
        true => builder.with_platform_verifier()?,
        false => builder.with_root_certificates(RootCertStore::empty()),
    };
    Ok(http.tls_backend_preconfigured(builder.with_no_client_auth()))
}
