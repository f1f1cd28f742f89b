//! MCP: a client outside this program, e.g. a desktop assistant, uses a user's session.
//!
//! ```text
//! cargo run --example mcp_server            prints the client's configuration, and serves until Enter
//! cargo run --example mcp_server -- --yes   connects the account itself, and ends
//! ```

use serde_json::{Map, Value, json};
use tool_router::tool_router_session;
use tool_router_examples::{Failure, Options};

/// One user's mail, for the user's own assistant. Sending needs the user's approval.
#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail(
        enable = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"],
        require_approval = ["GMAIL_SEND_EMAIL"],
    )),
    manage_connections(enable, wait),
    preload = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"],
    no_elicitation_support = deny,
    mcp,
)]
pub struct MailServer;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = Options::from_args("An MCP client outside this program uses a user's session.")?;
    let router = options.router().await?;
    let session = MailServer::session("user_123").on_auth_link(|link| options.show(&link)).create(&router).await?;

    let endpoint = session.mcp();
    let mut headers: Map<String, Value> = Map::new();
    for (name, value) in endpoint.headers() {
        // A real account's key is read from the environment, so that no file contains it; the embedded router's key
        // ends with it.
        let value = if options.hosted { "${COMPOSIO_API_KEY}" } else { value.to_str()? };
        headers.insert(name.to_string(), value.into());
    }
    let server = json!({ "type": "http", "url": endpoint.url(), "headers": headers });
    println!("{:#}", json!({ "mcpServers": { "mail": server } }));

    if !options.yes {
        println!("(press Enter to end the session)");
        tokio::task::spawn_blocking(|| std::io::stdin().read_line(&mut String::new())).await??;
    }
    session.delete().await?;
    Ok(())
}
