use tool_router::{Session, ToolRouter, tool_router_session};

use crate::wire::{KEY, USER, arguments, messages};
use crate::{Client, Failure};

/// The session of [`wire::request`](crate::wire::request), declared.
#[tool_router_session(
    toolkits = ["gmail", "slack"],
    tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"]),
    tags(disable = [destructive]),
    manage_connections(enable, callback_url = "https://app.example.com/cb"),
    multi_account(max_per_toolkit = 3),
)]
pub struct Agent;

/// The client of this repository.
pub struct ThisCrate(ToolRouter);

impl Client for ThisCrate {
    type Session = Session<Agent>;

    fn new(url: &str) -> Result<Self, Failure> {
        Ok(Self(ToolRouter::builder().api_key(KEY).base_url(url).build()?))
    }

    async fn create(&self) -> Result<Self::Session, Failure> {
        Ok(Agent::session(USER).create(&self.0).await?)
    }

    async fn execute(&self, session: &Self::Session) -> Result<usize, Failure> {
        let data = session.execute(Agent::GMAIL_FETCH_EMAILS, arguments()).await?.into_data()?;
        Ok(messages(&data))
    }

    async fn tools(&self, session: &Self::Session) -> Result<usize, Failure> {
        Ok(session.tools().await?.len())
    }
}
