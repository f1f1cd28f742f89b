//! Renewal of access tokens, against a provider that counts.

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
    /// The status of a refusal, if it is another one than 400.
    refusal: AtomicU16,
    /// What it issues in place of an access token.
    access_token: Mutex<Option<String>>,
    revoked: Mutex<Vec<String>>,
    /// Called when a token is about to be issued.
    on_token: Mutex<Option<OnToken>>,
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
            .route("/revoke", post(revoke));
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
    let error = failed["error"].as_str().unwrap();
    let what_to_do =
        "Call COMPOSIO_MANAGE_CONNECTIONS with toolkits [\"counted\"] and show the user the link it returns.";
    assert!(error.ends_with(&format!("has to connect counted again. {what_to_do}")), "{failed}");
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

#[tokio::test]
async fn a_rotated_token_is_used_while_the_store_cannot_write_and_written_when_it_can() {
    let fixture = Fixture::connected().await;
    fixture.store().refuse_writes().await.unwrap();
    assert_eq!(fixture.run().await["result_type"], "completed");
    // Again: the refresh token that is written is two rotations old.
    fixture.taken_back.store(true, SeqCst);
    assert_eq!(fixture.run().await["result_type"], "completed");
    assert_eq!(fixture.refreshes(), 2);
    assert_eq!(fixture.harness.status(&fixture.account).await.0, "ACTIVE");

    fixture.store().accept_writes().await.unwrap();
    let saved = async {
        while !fixture.store().is_saved() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(PATIENCE, saved).await.expect("the tokens are written");
    fixture.taken_back.store(true, SeqCst);
    assert_eq!(fixture.run().await["result_type"], "completed");
    assert_eq!(fixture.refreshes(), 3);
}

#[tokio::test]
async fn a_rotated_token_that_was_not_written_is_written_when_the_router_stops() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_file(&folder.path().join("store.db")).await.unwrap();
    let session = store.insert_session("trs_1", "ada", SessionConfig::default()).await.unwrap();
    let account = NewAccount {
        id: "ca_1",
        user_id: "ada",
        toolkit: "gmail",
        auth_config_id: "ac_gmail",
        alias: None,
        account_type: AccountType::Private,
        acl: &Acl::default(),
    };
    let link =
        NewLink { token_hash: b"1", session_id: Some(&session.id), callback_url: None, expires_at: now() + 60_000 };
    store.insert_link(account, link).await.unwrap();
    let tokens = |name: &str| SealedTokens {
        access_token: Some(name.into()),
        refresh_token: Some(name.into()),
        token_expires_at: None,
    };
    store.activate_account("ca_1", &tokens("old")).await.unwrap();
    let before = store.account("ca_1").await.unwrap().unwrap();
    store.refuse_writes().await.unwrap();
    store.replace_tokens(&before, &tokens("new")).await;
    store.accept_writes().await.unwrap();
    store.close().await;

    let store = Store::in_file(&folder.path().join("store.db")).await.unwrap();
    let after = store.account("ca_1").await.unwrap().unwrap();
    assert_eq!(after.tokens.refresh_token.as_deref(), Some(b"new".as_slice()));
}

#[tokio::test]
async fn an_account_whose_tokens_changed_in_the_meantime_is_not_ended() {
    let fixture = Fixture::connected().await;
    let before = fixture.store().account(&fixture.account).await.unwrap().unwrap();
    fixture.run().await;
    assert!(!fixture.store().end_account(&before, Status::Expired, "refused").await.unwrap());
    assert_eq!(fixture.harness.status(&fixture.account).await.0, "ACTIVE");
    assert_eq!(fixture.run().await["result_type"], "completed");
}

#[tokio::test]
async fn a_connection_that_cannot_be_stored_yet_is_stored_when_it_can() {
    let fixture = Fixture::waiting().await;
    let store = fixture.store().clone();
    let refuse = move || -> BoxFuture<'static, ()> {
        let store = store.clone();
        Box::pin(async move {
            store.refuse_writes().await.unwrap();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(300)).await;
                store.accept_writes().await.unwrap();
            });
        })
    };
    *fixture.provider.on_token.lock().unwrap() = Some(Box::new(refuse));
    let page = fixture.connect().await;
    assert!(page.text().contains("is connected"), "{}", page.text());
    assert_eq!(fixture.harness.status(&fixture.account).await.0, "ACTIVE");
}

#[tokio::test]
async fn an_account_whose_connection_was_never_stored_fails_when_its_link_is_due() {
    let fixture = Fixture::waiting().await;
    let app = &fixture.harness.router.app;
    let link = NewLink { token_hash: b"1", session_id: None, callback_url: None, expires_at: now() + 60_000 };
    let account = NewAccount {
        id: "ca_1",
        user_id: "ada",
        toolkit: "counted",
        auth_config_id: "ac",
        alias: None,
        account_type: AccountType::Private,
        acl: &Acl::default(),
    };
    let session_id = fixture.session.rsplit('/').next().unwrap();
    app.store.insert_link(account, NewLink { session_id: Some(session_id), ..link }).await.unwrap();
    let link = app.store.link(b"1").await.unwrap().unwrap();
    let attempt = Attempt { browser_hash: b"2", state_hash: b"3", sealed_verifier: b"4", redirect_uri: "" };
    assert!(app.store.start_attempt(&link, attempt).await.unwrap());
    assert!(app.store.finish_attempt(b"3").await.unwrap());
    fixture.harness.age_links("ada").await;
    let (status, reason) = fixture.harness.status("ca_1").await;
    assert_eq!((&*status, reason.as_deref()), ("FAILED", Some("The router could not store the connection.")));
    let late = app.store.activate_account("ca_1", &SealedTokens::default()).await.unwrap();
    assert!(!late, "the user was told that it failed");
}

#[tokio::test]
async fn a_server_that_fails_ends_nothing_whatever_it_says() {
    let fixture = Fixture::connected().await;
    fixture.provider.refuses.store(true, SeqCst);
    for status in [500, 503, 429, 408] {
        fixture.provider.refusal.store(status, SeqCst);
        let failed = fixture.run().await;
        assert!(failed["error"].as_str().unwrap().contains("Try again later"), "{status}: {failed}");
        assert_eq!(fixture.harness.status(&fixture.account).await.0, "ACTIVE", "{status}");
    }
    fixture.provider.refuses.store(false, SeqCst);
    assert_eq!(fixture.run().await["result_type"], "completed");
}

#[tokio::test]
async fn an_account_is_not_active_with_a_token_that_cannot_be_used() {
    for token in ["", "two words", "line\nbreak", "töken", &"x".repeat(100_000)] {
        let fixture = Fixture::waiting().await;
        *fixture.provider.access_token.lock().unwrap() = Some(token.to_owned());
        let page = fixture.connect().await;
        assert!(page.text().contains("is not connected"), "{}", page.text());
        let (status, reason) = fixture.harness.status(&fixture.account).await;
        assert_eq!(status, "FAILED");
        assert!(reason.unwrap().contains("cannot be sent in a header"));
    }
}

#[tokio::test]
async fn a_deleted_account_is_revoked_at_the_provider() {
    let fixture = Fixture::connected().await;
    let path = format!("connected_accounts/{}", fixture.account);
    // The first attempt fails.
    fixture.provider.is_away.store(true, SeqCst);
    assert_eq!(fixture.harness.delete(&path).await, (StatusCode::OK, json!({ "success": true })));
    assert_eq!(*fixture.provider.revoked.lock().unwrap(), ["refresh-1", "access-1"]);
    assert_eq!(fixture.harness.delete(&path).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_tokens_of_an_account_that_was_deleted_meanwhile_are_revoked() {
    // While its user connects it, and while its token is renewed.
    for is_connected in [false, true] {
        let fixture = if is_connected { Fixture::connected().await } else { Fixture::waiting().await };
        let (store, account) = (fixture.store().clone(), fixture.account.clone());
        let delete = move || -> BoxFuture<'static, ()> {
            let (store, account) = (store.clone(), account.clone());
            Box::pin(async move { assert!(store.delete_account(&account).await.unwrap()) })
        };
        *fixture.provider.on_token.lock().unwrap() = Some(Box::new(delete));
        let issued = if is_connected {
            assert_eq!(fixture.run().await["result_type"], "failed");
            "refresh-2"
        } else {
            let page = fixture.connect().await;
            assert!(page.text().contains("is not connected"), "{}", page.text());
            "refresh-1"
        };
        assert!(fixture.provider.revoked.lock().unwrap().iter().any(|token| token == issued));
    }
}
