use std::sync::Arc;

use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;
use url::Url;

use crate::error::{Cause, ConfigurationError};

/// TLS with rustls and ring, and with the platform's root certificates.
///
/// The process-wide default provider of rustls is neither used nor set: it belongs to the application.
pub(super) fn config(base: &Url) -> Result<ClientConfig, ConfigurationError> {
    let fail = |error: rustls::Error| ConfigurationError::Http { source: Cause::new(error) };
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(fail)?;
    if base.scheme() == "http" {
        // A router on loopback is not reached over TLS, and has to work on a machine without root certificates.
        return Ok(builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth());
    }
    Ok(builder.with_platform_verifier().map_err(fail)?.with_no_client_auth())
}
