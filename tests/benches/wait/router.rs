//! The embedded router that everybody waits at, and its users.

use std::time::Duration;

use bench_support::Outcome;
use jiff::Timestamp;
use serde_json::Value;
use tokio::time::sleep;
use tool_router::local::{LocalRouter, SandboxProvider};
use tool_router_test_support::Browser;

/// The key of the router.
pub(crate) const KEY: &str = "ak_of_the_benchmark";

/// The router.
pub(crate) struct Router {
    local: LocalRouter,
    http: reqwest::Client,
}

impl Router {
    pub(crate) async fn start() -> Outcome<Self> {
        let local = LocalRouter::builder().sandbox(SandboxProvider::default()).api_key(KEY).start().await?;
        Ok(Self { local, http: reqwest::Client::builder().build()? })
    }

    pub(crate) fn url(&self) -> &str {
        self.local.url().as_str().trim_end_matches('/')
    }

    /// The user opens the link after a while, and connects.
    pub(crate) async fn connect(&self, link: &str, takes: Duration) -> Outcome {
        sleep(takes).await;
        let end = Browser::new().map_err(|error| error.to_string())?.connect(link).await;
        let end = end.map_err(|error| error.to_string())?;
        if end.text().contains("is connected") { Ok(()) } else { Err(end.text().into()) }
    }

    /// When the user's account turned active, in milliseconds.
    pub(crate) async fn active_since(&self, user: &str) -> Outcome<f64> {
        let url = format!("{}/api/v3.1/connected_accounts?user_ids={user}", self.url());
        let answer = self.http.get(url).header("x-api-key", KEY).send().await?.error_for_status()?;
        let accounts: Value = answer.json().await?;
        let account = &accounts["items"][0];
        if account["status"] != "ACTIVE" {
            return Err(format!("{user} has not connected: {account}").into());
        }
        let since: Timestamp = account["updated_at"].as_str().ok_or("an account without its time")?.parse()?;
        Ok(milliseconds(since))
    }
}

/// The time, in milliseconds.
pub(crate) fn now() -> f64 {
    milliseconds(Timestamp::now())
}

fn milliseconds(time: Timestamp) -> f64 {
    time.as_duration().as_secs_f64() * 1e3
}
