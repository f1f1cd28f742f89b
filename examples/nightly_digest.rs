//! Automation: a job that runs at night, for a user who connected their accounts during the day. Nobody is there to
//! authenticate, so missing connections must be found and named before the first tool runs.
//!
//! ```text
//! cargo run --example nightly_digest            shows the error for a user without connections
//! cargo run --example nightly_digest -- --yes   then connects the account, and runs the job again
//! ```

use serde_json::json;
use tool_router::{Error as RouterError, ToolRouter, tool_router_session};
use tool_router_examples::{Failure, Options};

/// Writes a user's digest of the day, overnight.
#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    manage_connections = false,
)]
pub struct NightlyDigest;

/// The settings page, where users connect their accounts during the day.
#[tool_router_session(app = manual_auth, toolkits = ["gmail"], manage_connections = false)]
pub struct AccountSettings;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options =
        Options::from_args("A job at night finds out what its user has not connected, before it runs a tool.")?;
    let router = options.router().await?;
    match digest(&router).await {
        Err(RouterError::MissingConnections { toolkits, .. }) => {
            let missing: Vec<String> = toolkits.iter().map(ToString::to_string).collect();
            println!("No digest tonight. To be connected first: {}", missing.join(", "));
        }
        result => return Ok(result?),
    }

    // During the day, on the settings page.
    let settings = AccountSettings::session("user_123").create(&router).await?;
    let link = settings.authorize(AccountSettings::GMAIL).await?;
    options.show(&link);
    link.wait().await?;

    Ok(digest(&router).await?)
}

async fn digest(router: &ToolRouter) -> Result<(), RouterError> {
    let session = NightlyDigest::session("user_123").create(router).await?;
    let mails =
        session.execute(NightlyDigest::GMAIL_FETCH_EMAILS, json!({ "query": "is:unread" })).await?.into_data()?;
    println!("Unread today:");
    for mail in mails["messages"].as_array().into_iter().flatten() {
        println!("- {}", mail["subject"].as_str().unwrap_or("(no subject)"));
    }
    session.delete().await
}
