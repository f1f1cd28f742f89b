//! The router over real HTTP: a client of the API, and a user with a browser.

mod accounts;
mod approvals;
mod auth_configs;
mod configured;
mod confirmed;
mod connect;
mod credentials;
mod direct;
mod execution;
mod files;
mod github;
mod growth;
mod hooks;
mod hostile;
mod managing;
mod mcp;
mod meta_tools;
mod odd;
mod offered;
mod own_links;
mod proxy;
mod refresh;
mod renewal;
mod saved;
mod sessions;
mod sharing;
mod slack;
mod stopping;
mod store;
mod waiting;

use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::time::timeout;
use tool_router_test_support::{
    Browser,
    browser::{Form, Page},
    clock, http,
};
use url::Url;

use super::{LocalRouter, LocalRouterBuilder, SandboxProvider, limits, store::now, test_support::Echo};

/// Only keeps a hanging test from hanging for ever.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running router, and a client that has its key.
struct Harness {
    router: LocalRouter,
    http: reqwest::Client,
}

fn builder() -> LocalRouterBuilder {
    LocalRouter::builder().sandbox(SandboxProvider::default()).toolkit(Echo::open("echo"))
}

impl Harness {
    /// A router with the toolkits of the sandbox, and one that needs no account.
    async fn start() -> Self {
        Self::with(builder()).await
    }

    async fn with(builder: LocalRouterBuilder) -> Self {
        Self { router: builder.start().await.unwrap(), http: http::client().unwrap() }
    }

    fn url(&self, path: &str) -> Url {
        self.router.url().join(&format!("/api/v3.1/{path}")).unwrap()
    }

    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.http.request(method, self.url(path)).timeout(PATIENCE);
        request.header("x-api-key", self.router.api_key())
    }

    async fn get(&self, path: &str) -> (StatusCode, Value) {
        answer(self.request(Method::GET, path).send().await.unwrap()).await
    }

    async fn delete(&self, path: &str) -> (StatusCode, Value) {
        answer(self.request(Method::DELETE, path).send().await.unwrap()).await
    }

    async fn post(&self, path: &str, body: Value) -> (StatusCode, Value) {
        answer(self.request(Method::POST, path).json(&body).send().await.unwrap()).await
    }

    async fn patch(&self, path: &str, body: Value) -> (StatusCode, Value) {
        answer(self.request(Method::PATCH, path).json(&body).send().await.unwrap()).await
    }

    /// Creates a session of `user` and returns its path.
    async fn session(&self, user: &str, mut config: Value) -> String {
        config["user_id"] = user.into();
        let (status, session) = self.post("tool_router/session", config).await;
        assert_eq!(status, StatusCode::CREATED, "{session}");
        format!("tool_router/session/{}", session["session_id"].as_str().unwrap())
    }

    /// Makes a link.
    async fn link(&self, session: &str, body: Value) -> Link {
        let (status, link) = self.post(&format!("{session}/link"), body).await;
        assert_eq!(status, StatusCode::CREATED, "{link}");
        Link {
            url: link["redirect_url"].as_str().unwrap().parse().unwrap(),
            account: link["connected_account_id"].as_str().unwrap().to_owned(),
        }
    }

    async fn gmail_link(&self, session: &str) -> Link {
        self.link(session, json!({ "toolkit": "gmail" })).await
    }

    /// Makes the user connect Gmail, and returns the account's id.
    async fn connect_gmail(&self, session: &str) -> String {
        self.connect(session, "gmail").await
    }

    /// Makes the user connect a toolkit, and returns the account's id.
    async fn connect(&self, session: &str, toolkit: &str) -> String {
        let link = self.link(session, json!({ "toolkit": toolkit })).await;
        let page = browser().connect(&link.url).await.unwrap();
        assert!(page.text().contains("is connected"), "{}", page.text());
        link.account
    }

    /// Returns once something waits for a change of the user's connections.
    async fn until_awaited(&self, user: &str) {
        let awaited = async {
            while !self.router.app.changes.is_awaited(user) {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, awaited).await.expect("somebody waits");
    }

    /// Expires all links, and waits until the router notices.
    async fn age_links(&self, user: &str) {
        let app = &self.router.app;
        let mut changes = app.changes.subscribe(user);
        app.store.age_links().await.unwrap();
        app.new_link.notify_one();
        timeout(PATIENCE, changes.changed()).await.expect("a change").unwrap();
    }

    /// The state of an account, and its reason.
    async fn status(&self, account: &str) -> (String, Option<String>) {
        let (status, account) = self.get(&format!("connected_accounts/{account}")).await;
        assert_eq!(status, StatusCode::OK, "{account}");
        (account["status"].as_str().unwrap().to_owned(), account["status_reason"].as_str().map(str::to_owned))
    }

    async fn execute(&self, session: &str, tool: &str, arguments: Value) -> (StatusCode, Value) {
        self.post(&format!("{session}/execute"), json!({ "tool_slug": tool, "arguments": arguments })).await
    }

    /// Runs a meta tool and returns its data.
    async fn meta(&self, session: &str, tool: &str, arguments: Value) -> Value {
        let body = json!({ "slug": tool, "arguments": arguments });
        let (status, mut outcome) = self.post(&format!("{session}/execute_meta"), body).await;
        assert_eq!((status, &outcome["result_type"]), (StatusCode::OK, &json!("completed")), "{outcome}");
        outcome["data"].take()
    }
}

async fn answer(response: reqwest::Response) -> (StatusCode, Value) {
    let status = response.status();
    let text = response.text().await.unwrap();
    let body = serde_json::from_str(&text);
    (status, body.unwrap_or_else(|error| panic!("{status}: {error}: {text}")))
}

struct Link {
    url: Url,
    account: String,
}

/// A browser that stops at redirects.
fn browser() -> Browser {
    Browser::stepwise().unwrap()
}

/// Presses the button on a link's page, and returns where the provider's consent page is.
async fn go_on(browser: &Browser, link: &Url) -> Url {
    let page = browser.open(link).await.unwrap();
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    redirected(&browser.press(&page, "Continue to ").await.unwrap())
}

/// Allows the request on the provider's consent page, and returns where it redirects the browser.
async fn allow(browser: &Browser, authorize: &Url) -> Url {
    let page = browser.open(authorize).await.unwrap();
    redirected(&browser.press(&page, "Allow").await.unwrap())
}

fn redirected(page: &Page) -> Url {
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    page.location.clone().unwrap()
}
