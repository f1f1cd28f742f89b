use reqwest::{RequestBuilder, Response};

use crate::wire::{self, Execution, KEY, Session, Tools};
use crate::{Client, Failure};

/// What somebody writes with reqwest and types of their own.
pub struct TypedReqwest {
    http: reqwest::Client,
    sessions: String,
}

impl Client for TypedReqwest {
    type Session = Session;

    fn new(url: &str) -> Result<Self, Failure> {
        Ok(Self { http: reqwest::Client::builder().build()?, sessions: wire::sessions(url) })
    }

    async fn create(&self) -> Result<Session, Failure> {
        Ok(answer(self.http.post(&self.sessions).json(&wire::request())).await?.json().await?)
    }

    async fn execute(&self, session: &Session) -> Result<usize, Failure> {
        let url = format!("{}/{}/execute", self.sessions, session.session_id);
        let execution: Execution = answer(self.http.post(url).json(&wire::execution())).await?.json().await?;
        Ok(wire::messages(&execution.data))
    }

    async fn tools(&self, session: &Session) -> Result<usize, Failure> {
        let url = format!("{}/{}/tools", self.sessions, session.session_id);
        let tools: Tools = answer(self.http.get(url)).await?.json().await?;
        Ok(tools.items.len())
    }
}

async fn answer(request: RequestBuilder) -> Result<Response, reqwest::Error> {
    request.header("x-api-key", KEY).send().await?.error_for_status()
}
