//! The router over real HTTP: a client of the API, and a user with a browser.

mod approvals;
mod connect;
mod execution;
mod files;
mod mcp;
mod offered;
mod proxy;
mod refresh;
mod sessions;
mod store;
mod waiting;

use std::{collections::HashMap, time::Duration};

use reqwest::{Method, StatusCode, redirect};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use url::Url;

use super::{LocalRouter, LocalRouterBuilder, SandboxProvider, test_support::Echo};

/// A running router and a client that knows its key.
struct Harness {
    router: LocalRouter,
    http: reqwest::Client,
}

fn http() -> reqwest::Client {
    // Another test may have been faster.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().no_proxy().redirect(redirect::Policy::none());
    client.timeout(Duration::from_secs(20)).build().unwrap()
}

fn builder() -> LocalRouterBuilder {
    LocalRouter::builder().sandbox(SandboxProvider::default()).toolkit(Echo::open("echo"))
}

impl Harness {
    /// A router with Gmail from the sandbox, and a toolkit that needs no account.
    async fn start() -> Self {
        Self::with(builder()).await
    }

    async fn with(builder: LocalRouterBuilder) -> Self {
        Self { router: builder.start().await.unwrap(), http: http() }
    }

    fn url(&self, path: &str) -> Url {
        self.router.url().join(&format!("/api/v3.1/{path}")).unwrap()
    }

    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, self.url(path)).header("x-api-key", self.router.api_key().expose_secret())
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

    /// Creates a session of `user` and returns its path.
    async fn session(&self, user: &str, mut config: Value) -> String {
        config["user_id"] = user.into();
        let (status, session) = self.post("tool_router/session", config).await;
        assert_eq!(status, StatusCode::CREATED, "{session}");
        format!("tool_router/session/{}", session["session_id"].as_str().unwrap())
    }

    /// Makes a link to Gmail.
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

    /// Has the user connect Gmail, and returns the account's id.
    async fn connect_gmail(&self, session: &str) -> String {
        let link = self.gmail_link(session).await;
        let page = Browser::new().connect(&link.url, "allow").await;
        assert!(page.text.contains("is connected"), "{}", page.text);
        link.account
    }

    /// Where an account stands, and why.
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

/// A browser that keeps cookies and shows one page at a time.
struct Browser {
    http: reqwest::Client,
    cookies: HashMap<String, String>,
}

/// What a browser got.
struct Page {
    url: Url,
    status: StatusCode,
    text: String,
    location: Option<Url>,
}

impl Browser {
    fn new() -> Self {
        Self { http: http(), cookies: HashMap::new() }
    }

    async fn get(&mut self, url: &Url) -> Page {
        self.send(self.http.get(url.clone())).await
    }

    async fn post(&mut self, url: &Url, form: &[(&str, &str)]) -> Page {
        self.send(self.http.post(url.clone()).form(form)).await
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) -> Page {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let response = request.header("cookie", cookies.join("; ")).send().await.unwrap();
        for cookie in response.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = cookie.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let url = response.url().clone();
        let location = response.headers().get("location").map(|location| url.join(location.to_str().unwrap()).unwrap());
        Page { url, status: response.status(), location, text: response.text().await.unwrap() }
    }

    /// Presses the button on a link's page, and returns where the provider's consent page is.
    async fn go_on(&mut self, link: &Url) -> Url {
        let page = self.get(link).await;
        assert!(page.status.is_success() && page.text.contains("Continue to "), "{}", page.text);
        let page = self.post(link, &[]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        page.location.unwrap()
    }

    /// Answers the consent page with `allow` or `deny`, and returns where it sends the browser.
    async fn consent(&mut self, authorize: &Url, decision: &str) -> Url {
        let page = self.get(authorize).await;
        let attribute = |before: &str| {
            let value = page.text.split_once(before).and_then(|(_, rest)| rest.split_once('"'));
            value.unwrap_or_else(|| panic!("no {before} in {}", page.text)).0.to_owned()
        };
        let action = page.url.join(&attribute("<form method=\"post\" action=\"")).unwrap();
        let (transaction, account) =
            (attribute("name=\"transaction\" value=\""), attribute("name=\"account\" value=\""));
        let form = [("transaction", transaction.as_str()), ("account", &account), ("decision", decision)];
        let page = self.post(&action, &form).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        page.location.unwrap()
    }

    /// Follows a link to its end.
    async fn connect(&mut self, link: &Url, decision: &str) -> Page {
        let authorize = self.go_on(link).await;
        let callback = self.consent(&authorize, decision).await;
        self.get(&callback).await
    }
}
