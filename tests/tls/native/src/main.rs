//! A program with the feature `native-tls` of `tool-router`. Nothing is set up for rustls.

use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    tls_program::plain_http().await?;
    let refusal = tls_program::tls().await?;
    assert!(!refusal.contains("invalid peer certificate"), "rustls says this, not the platform: {refusal}");
    Ok(())
}
