//! Renewal of access tokens, against a provider that counts.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering::SeqCst},
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

use super::*;
use crate::{BoxFuture, LocalToolkit, OAuth2Endpoints, ToolCall, ToolDefinition, ToolError};

/// The provider accepts only the last token that it issued.
#[derive(Default)]
struct Provider {
    tokens: AtomicU32,
    refreshes: AtomicU32,
    refuses: AtomicBool,
    is_away: AtomicBool,
}

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
            return (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" })));
        }
    }
    let next = last + 1;
    provider.tokens.store(next, SeqCst);
    let expires_in = if is_refresh { 3600 } else { 0 };
    let tokens = json!({
        "token_type": "bearer",
        "access_token": format!("access-{next}"),
        "refresh_token": format!("refresh-{next}"),
        "expires_in": expires_in,
    });
    (StatusCode::OK, Json(tokens))
}

/// Its only tool works with the provider's last access token, unless that was revoked.
struct Counted {
    provider: Arc<Provider>,
    taken_back: Arc<AtomicBool>,
    endpoints: OAuth2Endpoints,
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
            let is_last = token == format!("access-{}", self.provider.tokens.load(SeqCst));
            if !is_last || self.taken_back.swap(false, SeqCst) {
                return Err(ToolError::Unauthorized);
            }
            Ok(json!({}))
        })
    }
}

struct Fixture {
    provider: Arc<Provider>,
    taken_back: Arc<AtomicBool>,
    harness: Harness,
    session: String,
    account: String,
}

impl Fixture {
    /// The user has connected, and the access token has expired.
    async fn connected() -> Self {
        let provider = Arc::new(Provider::default());
        let app = Router::new().route("/authorize", get(authorize)).route("/token", post(token));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base: Url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        // It ends with the test's runtime.
        tokio::spawn(axum::serve(listener, app.with_state(provider.clone())).into_future());
        let at = |path| base.join(path).unwrap();
        let taken_back = Arc::new(AtomicBool::new(false));
        let toolkit = Counted {
            provider: provider.clone(),
            taken_back: taken_back.clone(),
            endpoints: OAuth2Endpoints::new(at("authorize"), at("token"), "client"),
            tools: [ToolDefinition::new("COUNTED_RUN", "Run", "Runs.", json!({ "type": "object" }))],
        };
        let harness = Harness::with(LocalRouter::builder().toolkit(toolkit)).await;
        let session = harness.session("ada", json!({})).await;
        let link = harness.link(&session, json!({ "toolkit": "counted" })).await;
        let browser = browser();
        let authorize = go_on(&browser, &link.url).await;
        // This provider asks for no consent.
        let callback = redirected(&browser.open(&authorize).await.unwrap());
        browser.open(&callback).await.unwrap();
        assert_eq!(harness.status(&link.account).await.0, "ACTIVE");
        Self { provider, taken_back, harness, session, account: link.account }
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

#[tokio::test]
async fn an_expired_token_is_renewed_once_for_all() {
    let fixture = Fixture::connected().await;
    let outcomes = join_all((0..8).map(|_| fixture.run())).await;
    assert!(outcomes.iter().all(|outcome| outcome["result_type"] == "completed"), "{outcomes:?}");
    assert_eq!(fixture.refreshes(), 1);
    fixture.run().await;
    assert_eq!(fixture.refreshes(), 1, "the new token lasts");
}

#[tokio::test]
async fn a_refused_token_is_renewed_and_the_rotated_one_kept() {
    let fixture = Fixture::connected().await;
    fixture.run().await;
    for round in 2..4 {
        fixture.taken_back.store(true, SeqCst);
        assert_eq!(fixture.run().await["result_type"], "completed");
        assert_eq!(fixture.refreshes(), round);
    }
}

#[tokio::test]
async fn a_refused_renewal_ends_the_account_and_says_what_to_do() {
    let fixture = Fixture::connected().await;
    fixture.provider.refuses.store(true, SeqCst);
    let path = format!("{}/connections", fixture.session);
    let (_, before) = fixture.harness.get(&path).await;
    let wait = format!("{path}?after={}&wait_ms=20000", before["revision"]);
    let (failed, (_, pushed)) = tokio::join!(fixture.run(), fixture.harness.get(&wait));
    assert_eq!(failed["result_type"], "failed");
    assert!(failed["error"].as_str().unwrap().contains("has to connect counted again"), "{failed}");
    assert_eq!(pushed["connections"][0]["status"], "EXPIRED");
    let (status, reason) = fixture.harness.status(&fixture.account).await;
    assert_eq!(status, "EXPIRED");
    assert!(reason.unwrap().contains("invalid_grant"));
    let (_, answer) = fixture.harness.execute(&fixture.session, "COUNTED_RUN", json!({})).await;
    assert_eq!(answer["error"]["code"], 4302);
}

#[tokio::test]
async fn a_provider_that_is_away_ends_nothing() {
    let fixture = Fixture::connected().await;
    fixture.provider.is_away.store(true, SeqCst);
    let failed = fixture.run().await;
    assert!(failed["error"].as_str().unwrap().contains("Try again later"), "{failed}");
    assert_eq!(fixture.harness.status(&fixture.account).await.0, "ACTIVE");
    fixture.provider.is_away.store(false, SeqCst);
    assert_eq!(fixture.run().await["result_type"], "completed");
}
