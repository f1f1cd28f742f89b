//! Renewal of access tokens, against a provider that counts.

mod api;
mod renewal;
mod revocation;
mod unwritten;

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU16, AtomicU32, Ordering::SeqCst},
    },
};

use axum::{
    Form, Json, Router,
    extract::{Query, State},
    response::Redirect,
    routing::{get, post},
};
use futures_util::future::join_all;
use tokio::net::TcpListener;
use tool_router_core::config::SessionConfig;

use super::*;
use crate::{
    BoxFuture, LocalToolkit, OAuth2Endpoints, ToolCall, ToolDefinition, ToolError,
    store::{AccountType, Acl, Attempt, NewAccount, NewLink, SealedTokens, Status, Store, now},
};

/// The provider accepts only the last token that it issued.
#[derive(Default)]
struct Provider {
    tokens: AtomicU32,
    refreshes: AtomicU32,
    refuses: AtomicBool,
    is_away: AtomicBool,
    /// Whether its API takes no token at all.
    takes_none: AtomicBool,
    /// The status of a refusal, if it is another one than 400.
    refusal: AtomicU16,
    /// What it issues in place of an access token.
    access_token: Mutex<Option<String>>,
    revoked: Mutex<Vec<String>>,
    /// Called when a token is about to be issued.
    on_token: Mutex<Option<OnToken>>,
}

impl Provider {
    fn takes(&self, access_token: &str) -> bool {
        let last = format!("access-{}", self.tokens.load(SeqCst));
        !self.takes_none.load(SeqCst) && access_token == last
    }
}

type OnToken = Box<dyn FnMut() -> BoxFuture<'static, ()> + Send>;

type Parameters = HashMap<String, String>;

async fn authorize(Query(request): Query<Parameters>) -> Redirect {
    Redirect::to(&format!("{}?code=code&state={}", request["redirect_uri"], request["state"]))
}

async fn token(State(provider): State<Arc<Provider>>, Form(request): Form<Parameters>) -> (StatusCode, Json<Value>) {
    let last = provider.tokens.load(SeqCst);
    let is_refresh = request["grant_type"] == "refresh_token";
    if provider.is_away.load(SeqCst) {
        return (StatusCode::SERVICE_UNAVAILABLE, Json(json!("later")));
    }
    if is_refresh {
        provider.refreshes.fetch_add(1, SeqCst);
        // Long enough for others to make the same request.
        tokio::time::sleep(Duration::from_millis(50)).await;
        if provider.refuses.load(SeqCst) || request["refresh_token"] != format!("refresh-{last}") {
            let status = StatusCode::from_u16(provider.refusal.load(SeqCst)).unwrap_or(StatusCode::BAD_REQUEST);
            return (status, Json(json!({ "error": "invalid_grant" })));
        }
    }
    let called = provider.on_token.lock().unwrap().as_mut().map(|on_token| on_token());
    if let Some(called) = called {
        called.await;
    }
    let next = last + 1;
    provider.tokens.store(next, SeqCst);
    let expires_in = if is_refresh { 3600 } else { 0 };
    let tokens = json!({
        "token_type": "bearer",
        "access_token": provider.access_token.lock().unwrap().clone().unwrap_or(format!("access-{next}")),
        "refresh_token": format!("refresh-{next}"),
        "expires_in": expires_in,
    });
    (StatusCode::OK, Json(tokens))
}

async fn revoke(State(provider): State<Arc<Provider>>, Form(request): Form<Parameters>) -> StatusCode {
    if provider.is_away.swap(false, SeqCst) {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    provider.revoked.lock().unwrap().push(request["token"].clone());
    // As Google does when it has revoked the other token before.
    if request["token"].starts_with("access") { StatusCode::BAD_REQUEST } else { StatusCode::OK }
}

/// Its only tool works with the provider's last access token, unless that was revoked.
struct Counted {
    provider: Arc<Provider>,
    taken_back: Arc<AtomicBool>,
    endpoints: OAuth2Endpoints,
    api: Url,
    tools: [ToolDefinition; 1],
}

impl LocalToolkit for Counted {
    fn slug(&self) -> &str {
        "counted"
    }

    fn name(&self) -> &str {
        "Counted"
    }

    fn auth(&self) -> Option<&OAuth2Endpoints> {
        Some(&self.endpoints)
    }

    fn tools(&self) -> &[ToolDefinition] {
        &self.tools
    }

    fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
        Box::pin(async move {
            let token = call.caller.access_token().unwrap();
            if !self.provider.takes(token) || self.taken_back.swap(false, SeqCst) {
                return Err(ToolError::Unauthorized);
            }
            Ok(json!({}))
        })
    }

    fn proxy_base(&self) -> Option<&Url> {
        Some(&self.api)
    }
}

struct Fixture {
    provider: Arc<Provider>,
    taken_back: Arc<AtomicBool>,
    harness: Harness,
    session: String,
    link: Url,
    account: String,
}

impl Fixture {
    /// The user has connected, and the access token has expired.
    async fn connected() -> Self {
        let fixture = Self::waiting().await;
        let page = fixture.connect().await;
        assert_eq!(fixture.harness.status(&fixture.account).await.0, "ACTIVE", "{}", page.text());
        fixture
    }

    /// The user has a link.
    async fn waiting() -> Self {
        let provider = Arc::new(Provider::default());
        let app = Router::new()
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .route("/revoke", post(revoke))
            .route("/api/{answer}", get(api::answer));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base: Url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        // It ends with the test's runtime.
        tokio::spawn(axum::serve(listener, app.with_state(provider.clone())).into_future());
        let at = |path| base.join(path).unwrap();
        let taken_back = Arc::new(AtomicBool::new(false));
        let toolkit = Counted {
            provider: provider.clone(),
            taken_back: taken_back.clone(),
            endpoints: OAuth2Endpoints::new(at("authorize"), at("token"), "client").revoke_url(at("revoke")),
            api: at("api/"),
            tools: [ToolDefinition::new("COUNTED_RUN", "Run", "Runs.", json!({ "type": "object" }))],
        };
        let harness = Harness::with(LocalRouter::builder().toolkit(toolkit)).await;
        let session = harness.session("ada", json!({})).await;
        let link = harness.link(&session, json!({ "toolkit": "counted" })).await;
        Self { provider, taken_back, harness, session, link: link.url, account: link.account }
    }

    /// Uses the link, and returns the last page.
    async fn connect(&self) -> Page {
        let browser = browser();
        let authorize = go_on(&browser, &self.link).await;
        // This provider asks for no consent.
        let callback = redirected(&browser.open(&authorize).await.unwrap());
        browser.open(&callback).await.unwrap()
    }

    fn store(&self) -> &Store {
        &self.harness.router.app.store
    }

    async fn run(&self) -> Value {
        let (status, outcome) = self.harness.execute(&self.session, "COUNTED_RUN", json!({})).await;
        assert_eq!(status, StatusCode::OK);
        outcome
    }

    fn refreshes(&self) -> u32 {
        self.provider.refreshes.load(SeqCst)
    }
}
