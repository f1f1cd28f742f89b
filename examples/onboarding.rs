//! Upfront: the session starts once the user has connected everything that it needs. The browser comes back to a page of the
//! program's own.
//!
//! ```text
//! cargo run --example onboarding            prints each link to open in a browser
//! cargo run --example onboarding -- --yes   follows the links itself
//! ```

use std::time::Duration;

use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use indicatif::ProgressBar;
use serde_json::json;
use tokio::net::TcpListener;
use tool_router::{CallbackQuery, Error as RouterError, tool_router_session};
use tool_router_examples::{Failure, Options};

/// Sets up a new user: sorts their mail into labels from the first day.
#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_LIST_LABELS"]),
    manage_connections(enable, wait = "5m", callback_url),
)]
pub struct OnboardingAgent;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = Options::from_args("A session starts once its user has connected everything that it needs.")?;
    let router = options.router().await?;

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let callback_url = format!("http://{}/connected", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/connected", get(connected))).await });

    let progress = ProgressBar::new_spinner();
    progress.enable_steady_tick(Duration::from_millis(100));
    let session = OnboardingAgent::session("new_user")
        .callback_url(callback_url)
        .on_auth_link(|link| {
            progress.suspend(|| options.show(&link));
            progress.set_message(format!("waiting for {} to be connected", link.toolkit()));
        })
        .create(&router)
        .await;
    progress.finish_and_clear();

    let session = match session {
        Ok(session) => session,
        Err(RouterError::WaitTimedOut { missing, session, .. }) => {
            let missing: Vec<String> = missing.iter().map(ToString::to_string).collect();
            let missing = missing.join(", ");
            return Err(format!("not connected in time: {missing}; the links of session {session} still work").into());
        }
        Err(error) => return Err(error.into()),
    };
    println!("Everything is connected.");

    let labels = session.execute(OnboardingAgent::GMAIL_LIST_LABELS, json!({})).await?.into_data()?;
    println!("Labels: {}", labels["labels"].as_array().map_or(0, Vec::len));
    session.delete().await?;
    Ok(())
}

/// What the browser shows in the end. Anybody can open the page with any query, so that it only chooses the words: `create` asks the
/// router what is connected.
async fn connected(Query(callback): Query<CallbackQuery>) -> &'static str {
    match callback.is_success() {
        true => "Connected. You can close this page.",
        false => "That did not work. The program shows what to do next.",
    }
}
