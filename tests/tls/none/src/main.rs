//! A program without TLS: `tool-router` with `default-features = false`.

use std::error::Error;

use tool_router::ToolRouter;
use tool_router::error::ConfigurationError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    tls_program::plain_http().await?;

    for hosted in [ToolRouter::builder(), ToolRouter::builder().base_url("https://localhost:1")] {
        let refused = hosted.api_key("ak_1").build();
        assert!(matches!(refused, Err(tool_router::Error::Configuration(ConfigurationError::NoTls))), "{refused:?}",);
    }
    Ok(())
}
