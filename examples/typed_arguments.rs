//! Typed arguments: the compiler checks the arguments of a tool against the catalogue beside Cargo.toml.
//!
//! ```text
//! cargo run --example typed_arguments            prints the link to open in a browser
//! cargo run --example typed_arguments -- --yes   follows the link itself
//! ```
//!
//! The catalogue is that of the embedded router, and is regenerated with
//!
//! ```text
//! cargo run -p tool-router-cli -- catalog pull --local --output examples/tool-router.catalog.json
//! ```

use tool_router::tool_router_session;
use tool_router_examples::{Failure, Options};

/// Answers the newest mail of one user with a draft.
#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_CREATE_EMAIL_DRAFT"]),
    manage_connections(enable, wait = "5m"),
    typed_tools,
)]
pub struct DraftAgent;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = Options::from_args("The compiler checks the arguments of a tool against a catalogue.")?;
    let router = options.router().await?;
    let session = DraftAgent::session("user_123").on_auth_link(|link| options.show(&link)).create(&router).await?;

    let newest = GmailFetchEmails { max_results: Some(1), ..Default::default() };
    let mails = session.execute_typed(newest).await?.into_data()?;
    let mail = &mails["messages"][0];
    let (sender, subject) = (mail["sender"].as_str().unwrap_or_default(), mail["subject"].as_str().unwrap_or_default());
    println!("Newest: {subject}, from {sender}");

    let draft = GmailCreateEmailDraft {
        recipient_email: Some(sender.to_owned()),
        subject: Some(format!("Re: {subject}")),
        body: Some("Thank you, I will answer tomorrow.".to_owned()),
        ..Default::default()
    };
    let draft = session.execute_typed(draft).await?.into_data()?;
    println!("Draft:  {}", draft["id"].as_str().unwrap_or_default());
    session.delete().await?;
    Ok(())
}
