//! A program with the feature `ring` of `tool-router` and no other TLS. Nothing is set up for rustls.

use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    tls_program::plain_http().await?;
    // The server speaks plain http, which a TLS client finds out by its first bytes.
    let server = tls_program::plain_server().await?;
    let refusal = tls_program::refusal(&format!("https://{server}")).await?;
    assert!(refusal.contains("corrupt message"), "not what rustls says: {refusal}");
    Ok(())
}
