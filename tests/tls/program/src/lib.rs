//! What each of the programs does, and the servers on loopback that it talks to.

mod server;
#[cfg(feature = "tls")]
mod tls;

use std::error::Error;
use std::fmt::Write;
use std::net::SocketAddr;

use tokio::net::TcpListener;
use tool_router::{ToolRouter, ToolRouterBuilder, tool_router_session};

#[cfg(feature = "tls")]
pub use self::tls::tls;

/// Whose sessions the programs create.
#[tool_router_session(toolkits = ["gmail"])]
pub struct Agent;

/// Creates a session at a router that speaks plain http.
pub async fn plain_http() -> Result<(), Box<dyn Error>> {
    let server = plain_server().await?;
    create(router(&format!("http://{server}")).build()?).await?;
    Ok(())
}

/// Where a router listens that speaks plain http.
pub async fn plain_server() -> Result<SocketAddr, Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            server::answer(stream).await;
        }
    });
    Ok(address)
}

/// What the client says of a router whose TLS it does not take, with all that the error was caused by.
pub async fn refusal(url: &str) -> Result<String, Box<dyn Error>> {
    let refused = create(router(url).build()?).await.err().ok_or("a session was created")?;
    Ok(causes(&refused))
}

fn router(url: &str) -> ToolRouterBuilder {
    ToolRouter::builder().api_key("ak_1").base_url(url).retries(0)
}

async fn create(router: ToolRouter) -> Result<(), tool_router::Error> {
    let session = Agent::session("user_1").create(&router).await?;
    assert_eq!(session.id().as_str(), server::SESSION);
    Ok(())
}

fn causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = write!(text, ": {error}");
        cause = error.source();
    }
    text
}
