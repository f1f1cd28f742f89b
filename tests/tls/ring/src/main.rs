//! A program with the feature `ring` of `tool-router` beside rustls' own default, aws-lc. Rustls has two providers then, and wants
//! to be told which one to take.

use std::error::Error;

use rustls::crypto::ring;
use tool_router::ToolRouter;
use tool_router::error::ConfigurationError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    tls_program::plain_http().await?;

    // reqwest would not take what `http_client` says about TLS from a client that brings its own provider.
    let refused = ToolRouter::builder().api_key("ak_1").http_client(|http| http.tls_certs_only([])).build();
    assert!(
        matches!(refused, Err(tool_router::Error::Configuration(ConfigurationError::NoRustlsProvider))),
        "{refused:?}",
    );

    ring::default_provider().install_default().map_err(|_| "`tool-router` has installed a provider")?;
    let refusal = tls_program::tls().await?;
    assert!(refusal.contains("invalid peer certificate"), "not what rustls says: {refusal}");
    Ok(())
}
