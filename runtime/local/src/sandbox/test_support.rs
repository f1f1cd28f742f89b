//! A provider on loopback and a person with a browser, for tests.

use std::collections::HashMap;

use secrecy::ExposeSecret;
use serde_json::Value;
use url::Url;

use super::{SandboxProvider, SandboxProviderBuilder, SandboxServer, oauth::scope, secret};
use crate::toolkits::test_support;

/// Where the client of the tests wants to be redirected. Nothing listens there.
pub(crate) const CALLBACK: &str = "http://127.0.0.1:1/callback";
/// A PKCE verifier.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// A served provider and a client for it.
pub(crate) struct Fixture {
    pub(crate) provider: SandboxProvider,
    pub(crate) server: SandboxServer,
    /// Where the provider is mounted.
    base: Url,
    pub(crate) http: reqwest::Client,
}

/// A builder that knows the redirect URI of the tests.
pub(crate) fn builder() -> SandboxProviderBuilder {
    SandboxProvider::builder().redirect_uri(Url::parse("http://127.0.0.1/callback").expect("a URL"))
}

impl Fixture {
    pub(crate) async fn start(builder: SandboxProviderBuilder) -> Self {
        let provider = builder.build();
        let server = provider.spawn().await.expect("a free port");
        let base = server.url().clone();
        Self { provider, server, base, http: test_support::http() }
    }

    /// As [`start`](Self::start), under a path of another server.
    pub(crate) async fn start_nested(builder: SandboxProviderBuilder) -> Self {
        let provider = builder.build();
        let app = axum::Router::new().nest("/sandbox", provider.router());
        let server = SandboxServer::start(app).await.expect("a free port");
        let base = server.url().join("sandbox/").expect("a path");
        Self { provider, server, base, http: test_support::http() }
    }

    pub(crate) fn url(&self, path: &str) -> Url {
        self.base.join(path).expect("a path")
    }

    /// The parameters of a good authorization request.
    pub(crate) fn request(&self) -> HashMap<&'static str, String> {
        HashMap::from([
            ("client_id", "sandbox".to_owned()),
            ("redirect_uri", CALLBACK.to_owned()),
            ("response_type", "code".to_owned()),
            ("scope", scope::MODIFY.to_owned()),
            ("state", "st&te".to_owned()),
            ("code_challenge", secret::pkce_challenge(VERIFIER)),
            ("code_challenge_method", "S256".to_owned()),
        ])
    }

    /// Opens the authorization endpoint.
    pub(crate) async fn authorize(&self, request: &HashMap<&'static str, String>) -> reqwest::Response {
        self.http.get(self.url("o/oauth2/v2/auth")).query(request).send().await.expect("an answer")
    }

    /// Opens the consent page and answers it. Returns the parameters of the redirect.
    pub(crate) async fn consent(
        &self,
        request: &HashMap<&'static str, String>,
        account: &str,
        decision: &str,
    ) -> HashMap<String, String> {
        let page = Page::read(self.authorize(request).await).await;
        redirect_parameters(&self.decide(&page, account, decision).await)
    }

    /// Posts the form of a consent page, with the page's cookie.
    pub(crate) async fn decide(&self, page: &Page, account: &str, decision: &str) -> reqwest::Response {
        let form = [("transaction", page.transaction.as_str()), ("account", account), ("decision", decision)];
        let request = self.http.post(page.action.clone()).form(&form);
        request.header("cookie", &page.cookie).send().await.expect("an answer")
    }

    /// A code for one of the people.
    pub(crate) async fn code(&self, account: &str) -> String {
        self.consent(&self.request(), account, "allow").await.remove("code").expect("a code")
    }

    /// Posts to the token endpoint with the client's credentials. Returns status and body.
    pub(crate) async fn token(&self, parameters: &[(&str, &str)]) -> (u16, Value) {
        let secret = self.provider.state.client.secret().expose_secret();
        let client = [("client_id", "sandbox"), ("client_secret", secret)];
        let form: Vec<_> = client.iter().chain(parameters).collect();
        let answer = self.http.post(self.url("oauth2/token")).form(&form).send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    /// Exchanges a code as it should be.
    pub(crate) async fn exchange(&self, code: &str) -> (u16, Value) {
        self.token(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ])
        .await
    }

    /// Calls the API. Returns status and body.
    pub(crate) async fn get(&self, path: &str, access_token: &str) -> (u16, Value) {
        let request = self.http.get(self.url(path)).bearer_auth(access_token);
        let answer = request.send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    /// An access token of one of the people with these scopes.
    pub(crate) async fn access_token(&self, account: &str, scopes: &str) -> String {
        let mut request = self.request();
        request.insert("scope", scopes.to_owned());
        let code = self.consent(&request, account, "allow").await.remove("code").expect("a code");
        let (_, tokens) = self.exchange(&code).await;
        tokens["access_token"].as_str().expect("a token").to_owned()
    }
}

/// What the tests read of a consent page.
pub(crate) struct Page {
    pub(crate) html: String,
    /// Where its form goes.
    pub(crate) action: Url,
    pub(crate) transaction: String,
    pub(crate) cookie: String,
}

impl Page {
    pub(crate) async fn read(response: reqwest::Response) -> Self {
        let cookie = response.headers().get("set-cookie").map(|value| value.to_str().expect("ASCII"));
        let cookie = cookie.and_then(|value| value.split(';').next()).unwrap_or_default().to_owned();
        let url = response.url().clone();
        let html = response.text().await.expect("a page");
        let attribute = |before: &str| {
            let value = html.split_once(before).and_then(|(_, rest)| rest.split_once('"'));
            value.map(|(value, _)| value.to_owned()).unwrap_or_default()
        };
        let action = url.join(&attribute("<form method=\"post\" action=\"")).expect("a URL");
        let transaction = attribute("name=\"transaction\" value=\"");
        Self { html, action, transaction, cookie }
    }
}

/// The query of a redirect to the tests' callback.
pub(crate) fn redirect_parameters(response: &reqwest::Response) -> HashMap<String, String> {
    assert_eq!(response.status(), 303);
    let location = response.headers()["location"].to_str().expect("ASCII");
    let url = Url::parse(location).expect("a URL");
    assert!(location.starts_with(CALLBACK), "{location}");
    url.query_pairs().into_owned().collect()
}
