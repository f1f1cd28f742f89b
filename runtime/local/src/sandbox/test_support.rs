//! A provider on loopback and a person with a browser, for tests.

use std::{collections::HashMap, sync::Arc};

use secrecy::ExposeSecret;
use serde_json::Value;
use tool_router_test_support::{Browser, browser::Page, http};
use url::Url;

use super::{SandboxProvider, SandboxProviderBuilder, SandboxServer, apps::gmail::scope, secret};
use crate::LocalToolkit;

/// The redirect URI of the tests' client. Nothing listens there.
pub(crate) const CALLBACK: &str = "http://127.0.0.1:1/callback";
/// A PKCE verifier.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// Where an app has what the tests of the provider call.
#[derive(Clone, Copy)]
struct Site {
    slug: &'static str,
    authorize: &'static str,
    token: &'static str,
    scope_parameter: &'static str,
    scopes: &'static str,
}

const GMAIL: Site = Site {
    slug: "gmail",
    authorize: "o/oauth2/v2/auth",
    token: "oauth2/token",
    scope_parameter: "scope",
    scopes: scope::MODIFY,
};

const SLACK: Site = Site {
    slug: "slack",
    authorize: "oauth/v2/authorize",
    token: "api/oauth.v2.access",
    scope_parameter: "user_scope",
    scopes: "users:read",
};

const GITHUB: Site = Site {
    slug: "github",
    authorize: "login/oauth/authorize",
    token: "login/oauth/access_token",
    scope_parameter: "scope",
    scopes: "repo read:user",
};

/// A served provider, a client for it, and the browser of the person who consents.
pub(crate) struct Fixture {
    pub(crate) provider: SandboxProvider,
    pub(crate) server: SandboxServer,
    site: Site,
    /// Where the app is mounted.
    base: Url,
    pub(crate) http: reqwest::Client,
    pub(crate) browser: Browser,
}

/// A builder that knows the redirect URI of the tests.
pub(crate) fn builder() -> SandboxProviderBuilder {
    SandboxProvider::builder().redirect_uri(Url::parse("http://127.0.0.1/callback").expect("a URL"))
}

impl Fixture {
    /// The provider, and its Gmail.
    pub(crate) async fn start(builder: SandboxProviderBuilder) -> Self {
        Self::start_app(GMAIL, builder).await
    }

    /// The provider, and its Slack.
    pub(crate) async fn start_slack(builder: SandboxProviderBuilder) -> Self {
        Self::start_app(SLACK, builder).await
    }

    /// The provider, and its GitHub.
    pub(crate) async fn start_github(builder: SandboxProviderBuilder) -> Self {
        Self::start_app(GITHUB, builder).await
    }

    async fn start_app(site: Site, builder: SandboxProviderBuilder) -> Self {
        let provider = builder.build();
        let server = provider.spawn().await.expect("a free port");
        let base = server.url().join(&format!("{}/", site.slug)).expect("a path");
        Self::at(site, base, provider, server)
    }

    /// As [`start`](Self::start), under a path of another server.
    pub(crate) async fn start_nested(builder: SandboxProviderBuilder) -> Self {
        let provider = builder.build();
        let app = axum::Router::new().nest("/sandbox", provider.router());
        let server = SandboxServer::start(app).await.expect("a free port");
        let base = server.url().join("sandbox/gmail/").expect("a path");
        Self::at(GMAIL, base, provider, server)
    }

    fn at(site: Site, base: Url, provider: SandboxProvider, server: SandboxServer) -> Self {
        let (http, browser) = (http::client().expect("a client"), Browser::stepwise().expect("a browser"));
        Self { provider, server, site, base, http, browser }
    }

    /// The toolkit of the app.
    pub(crate) fn toolkit(&self) -> Arc<dyn LocalToolkit> {
        let mut toolkits = self.provider.toolkits(self.server.url());
        toolkits.find(|toolkit| toolkit.slug() == self.site.slug).expect("every app has a toolkit")
    }

    pub(crate) fn url(&self, path: &str) -> Url {
        self.base.join(path).expect("a path")
    }

    /// The parameters of a valid authorization request.
    pub(crate) fn request(&self) -> HashMap<&'static str, String> {
        HashMap::from([
            ("client_id", "sandbox".to_owned()),
            ("redirect_uri", CALLBACK.to_owned()),
            ("response_type", "code".to_owned()),
            (self.site.scope_parameter, self.site.scopes.to_owned()),
            ("state", "st&te".to_owned()),
            ("code_challenge", secret::pkce_challenge(VERIFIER)),
            ("code_challenge_method", "S256".to_owned()),
        ])
    }

    /// Opens the authorization endpoint.
    pub(crate) async fn authorize(&self, request: &HashMap<&'static str, String>) -> Page {
        let mut url = self.url(self.site.authorize);
        url.query_pairs_mut().extend_pairs(request);
        self.browser.open(&url).await.expect("a page")
    }

    /// Opens the consent page, chooses an account and presses a button. Returns the parameters of the redirect.
    pub(crate) async fn consent(
        &self,
        request: &HashMap<&'static str, String>,
        account: &str,
        button: &str,
    ) -> HashMap<String, String> {
        let form = self.authorize(request).await.form(button).expect("a consent page").with("account", account);
        redirect_parameters(&self.browser.submit(&form).await.expect("a page"))
    }

    /// A code for one of the people.
    pub(crate) async fn code(&self, account: &str) -> String {
        self.consent(&self.request(), account, "Allow").await.remove("code").expect("a code")
    }

    /// Posts to the token endpoint with the client's credentials. Returns status and body.
    pub(crate) async fn token(&self, parameters: &[(&str, &str)]) -> (u16, Value) {
        let secret = self.provider.state.client.secret().expose_secret();
        let client = [("client_id", "sandbox"), ("client_secret", secret)];
        let form: Vec<_> = client.iter().chain(parameters).collect();
        let answer = self.http.post(self.url(self.site.token)).form(&form).send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    /// Exchanges a code correctly.
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
        request.insert(self.site.scope_parameter, scopes.to_owned());
        let code = self.consent(&request, account, "Allow").await.remove("code").expect("a code");
        let (_, answer) = self.exchange(&code).await;
        let tokens = answer.get("authed_user").unwrap_or(&answer);
        tokens["access_token"].as_str().expect("a token").to_owned()
    }
}

/// The query of a redirect to the tests' callback.
pub(crate) fn redirect_parameters(page: &Page) -> HashMap<String, String> {
    assert_eq!(page.status, 303, "{}", page.text());
    let location = page.location.as_ref().expect("a location");
    assert!(location.as_str().starts_with(CALLBACK), "{location}");
    location.query_pairs().into_owned().collect()
}
