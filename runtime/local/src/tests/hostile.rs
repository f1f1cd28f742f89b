//! A provider that does not keep to the rules.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::SeqCst},
};

use futures_util::future::join_all;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use super::*;
use crate::Gmail;

/// How an endpoint misbehaves.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Trick {
    /// Its answer has no end.
    Endless,
    /// It announces a gigabyte, and sends a few bytes of it.
    Huge,
    /// It sends a byte now and then.
    Drip,
    /// It redirects to another origin.
    Elsewhere,
    /// Its answer is not JSON.
    Garbage,
    /// Its JSON is nested without an end.
    Deep,
    /// It ends the connection in the middle of its answer.
    Cut,
    /// Its JSON is of another kind.
    Wrong,
}

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";

/// Where a provider's redirects lead, and how often anybody went there.
#[derive(Clone)]
struct Elsewhere {
    url: String,
    visits: Arc<AtomicUsize>,
}

impl Trick {
    async fn play(self, stream: &mut TcpStream, elsewhere: &str) -> std::io::Result<()> {
        let whole = |body: &str| format!("{OK}content-length: {}\r\n\r\n{body}", body.len());
        match self {
            Self::Endless => {
                stream.write_all(format!("{OK}\r\n\"").as_bytes()).await?;
                loop {
                    stream.write_all(&[b'x'; 64 * 1024]).await?;
                }
            }
            Self::Huge => {
                stream.write_all(format!("{OK}content-length: 1073741824\r\n\r\n{{").as_bytes()).await?;
                std::future::pending().await
            }
            Self::Drip => {
                stream.write_all(format!("{OK}content-length: 1000000\r\n\r\n").as_bytes()).await?;
                loop {
                    stream.write_all(b" ").await?;
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
            Self::Elsewhere => {
                let head = format!("HTTP/1.1 307 Elsewhere\r\nlocation: {elsewhere}\r\nconnection: close\r\n");
                stream.write_all(format!("{head}content-length: 0\r\n\r\n").as_bytes()).await
            }
            Self::Garbage => stream.write_all(whole("<html>\0 access-1 {\"").as_bytes()).await,
            Self::Deep => stream.write_all(whole(&"[".repeat(200_000)).as_bytes()).await,
            Self::Cut => stream.write_all(format!("{OK}content-length: 100\r\n\r\n{{\"access").as_bytes()).await,
            Self::Wrong => stream.write_all(whole("[{\"access_token\":{}},-1]").as_bytes()).await,
        }
    }
}

/// A provider of Gmail that misbehaves in one of two places, a router, and a session with a link.
struct Fixture {
    harness: Harness,
    session: String,
    link: Link,
    elsewhere: Elsewhere,
}

async fn respond(mut stream: TcpStream, tokens: Option<Trick>, api: Option<Trick>, elsewhere: String) {
    let mut head = Vec::new();
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    let head = String::from_utf8(head).unwrap();
    let target = head.split(' ').nth(1).unwrap();
    let url = Url::parse("http://provider").unwrap().join(target).unwrap();
    let trick = match url.path() {
        "/token" => tokens,
        "/authorize" => None,
        _ => api,
    };
    // Whoever asks goes away at some time.
    let _ = match trick {
        Some(trick) => trick.play(&mut stream, &elsewhere).await,
        None if url.path() == "/authorize" => {
            let given = |name: &str| url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
            let location = format!("{}?code=code&state={}", given("redirect_uri"), given("state"));
            let head = format!("HTTP/1.1 303 Back\r\nlocation: {location}\r\nconnection: close\r\n");
            stream.write_all(format!("{head}content-length: 0\r\n\r\n").as_bytes()).await
        }
        None => {
            let tokens = json!({ "token_type": "bearer", "access_token": "access-1", "refresh_token": "refresh-1" });
            let tokens = tokens.to_string();
            stream.write_all(format!("{OK}content-length: {}\r\n\r\n{tokens}", tokens.len()).as_bytes()).await
        }
    };
    let _ = stream.shutdown().await;
    // Until the other side has read it: what is unread would reset the connection.
    let _ = timeout(Duration::from_secs(5), stream.read_to_end(&mut Vec::new())).await;
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    (listener, url)
}

impl Fixture {
    async fn start(tokens: Option<Trick>, api: Option<Trick>) -> Self {
        let (other, url) = listen().await;
        let elsewhere = Elsewhere { url, visits: Arc::default() };
        let visits = elsewhere.visits.clone();
        tokio::spawn(async move {
            while other.accept().await.is_ok() {
                visits.fetch_add(1, SeqCst);
            }
        });
        let (provider, base) = listen().await;
        let leads = elsewhere.url.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = provider.accept().await {
                tokio::spawn(respond(stream, tokens, api, leads.clone()));
            }
        });
        let base: Url = base.parse().unwrap();
        let at = |path: &str| base.join(path).unwrap();
        let gmail = Gmail::builder("client").base_url(base.clone()).authorize_url(at("authorize"));
        let gmail = gmail.token_url(at("token")).revoke_url(at("token")).build();
        let harness = Harness::with(LocalRouter::builder().toolkit(gmail)).await;
        let session = harness.session("ada", json!({ "proxy_execute": { "enable": true } })).await;
        let link = harness.gmail_link(&session).await;
        Self { harness, session, link, elsewhere }
    }

    /// The user uses the link. Returns what the last page says.
    async fn connect(&self) -> String {
        let browser = browser();
        let authorize = go_on(&browser, &self.link.url).await;
        let callback = redirected(&browser.open(&authorize).await.unwrap());
        browser.open(&callback).await.unwrap().text()
    }

    async fn connected(api: Trick) -> Self {
        let fixture = Self::start(None, Some(api)).await;
        let page = fixture.connect().await;
        assert!(page.contains("is connected"), "{page}");
        fixture
    }

    fn visits_elsewhere(&self) -> usize {
        self.elsewhere.visits.load(SeqCst)
    }
}

async fn connects_nobody(trick: Trick) {
    let fixture = Fixture::start(Some(trick), None).await;
    let page = fixture.connect().await;
    assert!(page.contains("is not connected"), "{trick:?}: {page}");
    let (status, reason) = fixture.harness.status(&fixture.link.account).await;
    let reason = reason.unwrap();
    assert_eq!(status, "FAILED", "{trick:?}");
    assert!(reason.len() < 300 && !reason.contains("access-1"), "{trick:?}: {reason}");
    assert_eq!(fixture.visits_elsewhere(), 0, "neither the code nor the secret goes to another place");
    let again = fixture.harness.gmail_link(&fixture.session).await;
    assert_ne!(again.account, fixture.link.account, "the user can try again");
}

#[tokio::test]
async fn an_authorization_server_that_answers_nonsense_connects_nobody() {
    for trick in [Trick::Endless, Trick::Elsewhere, Trick::Garbage, Trick::Deep, Trick::Cut, Trick::Wrong] {
        connects_nobody(trick).await;
    }
}

#[tokio::test]
async fn an_authorization_server_that_never_comes_to_an_end_is_given_up() {
    let begun = std::time::Instant::now();
    join_all([Trick::Huge, Trick::Drip].map(connects_nobody)).await;
    assert!(begun.elapsed() < 2 * limits::TOKEN_REQUEST);
}

#[tokio::test]
async fn an_api_that_answers_nonsense_fails_the_call_alone() {
    for trick in [Trick::Endless, Trick::Elsewhere, Trick::Garbage, Trick::Deep, Trick::Cut, Trick::Wrong] {
        let fixture = Fixture::connected(trick).await;
        let (status, outcome) = fixture.harness.execute(&fixture.session, "GMAIL_GET_PROFILE", json!({})).await;
        assert_eq!((status, &outcome["result_type"]), (StatusCode::OK, &json!("failed")), "{trick:?}: {outcome}");
        assert!(outcome["error"].as_str().unwrap().len() < 1_000, "{trick:?}: {outcome}");
        assert_eq!(fixture.harness.status(&fixture.link.account).await.0, "ACTIVE", "{trick:?}");
        assert_eq!(fixture.visits_elsewhere(), 0, "the token goes nowhere else");
    }
}

#[tokio::test]
async fn a_proxied_answer_is_bounded_followed_nowhere_and_text_if_it_is_no_json_for_everyone() {
    let proxied = async |trick: Trick| {
        let fixture = Fixture::connected(trick).await;
        let call = json!({ "toolkit_slug": "gmail", "endpoint": "/x", "method": "POST", "body": { "secret": 1 } });
        let answer = fixture.harness.post(&format!("{}/proxy_execute", fixture.session), call).await;
        assert_eq!(fixture.visits_elsewhere(), 0, "{trick:?}");
        answer
    };
    for trick in [Trick::Endless, Trick::Cut] {
        assert_eq!(proxied(trick).await.0, StatusCode::BAD_GATEWAY, "{trick:?}");
    }
    assert_eq!(proxied(Trick::Elsewhere).await.1["status"], 307);
    assert!(proxied(Trick::Garbage).await.1["data"].is_string());
    assert_eq!(proxied(Trick::Deep).await.1["data"].as_str().map(str::len), Some(200_000));
    assert_eq!(proxied(Trick::Wrong).await.1["data"][1], -1);
}
