//! A client of a router's API, and its user.

use reqwest::Method;
use serde_json::{Value, json};
use tool_router_test_support::{Browser, http};
use url::Url;

use super::{
    PATIENCE,
    child::{API_KEY, Child},
};

/// What went wrong: mostly that the router was killed.
pub(crate) type Answer<T> = Result<T, String>;

#[derive(Clone)]
pub(crate) struct Client {
    base: Url,
    http: reqwest::Client,
}

impl Client {
    pub(crate) fn of(child: &Child) -> Self {
        Self { base: child.url().join("/api/v3.1/").unwrap(), http: http::client().unwrap() }
    }

    async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer<Value> {
        let url = self.base.join(path).unwrap();
        let request = self.http.request(method, url).timeout(PATIENCE).header("x-api-key", API_KEY);
        let request = body.iter().fold(request, |request, body| request.json(body));
        let response = request.send().await.map_err(|error| error.to_string())?;
        let status = response.status();
        let text = response.text().await.map_err(|error| error.to_string())?;
        if !status.is_success() {
            return Err(format!("{status}: {text}"));
        }
        serde_json::from_str(&text).map_err(|error| error.to_string())
    }

    pub(crate) async fn get(&self, path: &str) -> Answer<Value> {
        self.send(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer<Value> {
        self.send(Method::POST, path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer<Value> {
        self.send(Method::PATCH, path, Some(body)).await
    }

    /// Creates a session and returns its path.
    pub(crate) async fn session(&self, user: &str, mut config: Value) -> Answer<String> {
        config["user_id"] = user.into();
        let session = self.post("tool_router/session", config).await?;
        Ok(format!("tool_router/session/{}", session["session_id"].as_str().unwrap()))
    }

    /// Makes the user connect Gmail, and returns the account's id.
    pub(crate) async fn connect(&self, session: &str) -> Answer<String> {
        let link = self.post(&format!("{session}/link"), json!({ "toolkit": "gmail" })).await?;
        let browser = Browser::stepwise().unwrap();
        let page = browser.connect(link["redirect_url"].as_str().unwrap()).await.map_err(|error| error.to_string())?;
        if !page.text().contains("is connected") {
            return Err(page.text());
        }
        Ok(link["connected_account_id"].as_str().unwrap().to_owned())
    }

    /// Runs a tool, and returns how it ended.
    pub(crate) async fn execute(&self, session: &str, mut reply: Value) -> Answer<Value> {
        reply["tool_slug"] = "GMAIL_GET_PROFILE".into();
        self.post(&format!("{session}/execute"), reply).await
    }

    /// The ids of all accounts with this status.
    pub(crate) async fn accounts(&self, status: &str) -> Answer<Vec<String>> {
        let (mut ids, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.get(&format!("connected_accounts?statuses={status}&limit=100&cursor={cursor}")).await?;
            let items = page["items"].as_array().unwrap();
            ids.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = next.to_owned(),
                None => return Ok(ids),
            }
        }
    }
}
