//! Waiting for the user to connect, pushed and polled.

use std::future::IntoFuture;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::StreamExt;
use serde_json::{Value, json};
use wiremock::matchers::{method, path, query_param};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use super::{Links, answer, count, ok, requests, retrieve, server, toolkits};
use crate::error::Error;
use crate::session::ConnectionEvent;
use crate::test_support::{Handles, Manual, OnDemand, Preconnected, Upfront, refusal, router, session};
use crate::{AuthLink, ConnectionStatus, Session, SessionBuilder};

/// Gives the answers one after the other, and repeats the last one.
struct Sequence(Mutex<Vec<ResponseTemplate>>);

impl Sequence {
    fn new(answers: impl IntoIterator<Item = ResponseTemplate>) -> Self {
        let mut answers: Vec<_> = answers.into_iter().collect();
        answers.reverse();
        Self(Mutex::new(answers))
    }
}

impl Respond for Sequence {
    fn respond(&self, _: &Request) -> ResponseTemplate {
        let mut answers = self.0.lock().unwrap();
        if answers.len() > 1 { answers.pop().unwrap() } else { answers[0].clone() }
    }
}

/// A page of connected accounts, by their ids and states.
fn accounts(states: &[(&str, &str)]) -> ResponseTemplate {
    let item = |(id, status): &(&str, &str)| json!({ "id": id, "status": status, "status_reason": "because", "toolkit": { "slug": "gmail" } });
    ok(json!({ "items": states.iter().map(item).collect::<Vec<_>>() }))
}

/// A pushed change, by toolkit, account and state.
fn change(revision: u64, states: &[(&str, &str, &str)]) -> ResponseTemplate {
    let item = |(toolkit, account, status): &(&str, &str, &str)| json!({ "toolkit": toolkit, "connected_account_id": account, "status": status, "status_reason": null });
    ok(json!({ "revision": revision, "connections": states.iter().map(item).collect::<Vec<_>>() }))
}

/// A router without push on which neither toolkit is connected. Its accounts are polled with the answers in `polled`.
async fn polling(polled: impl IntoIterator<Item = ResponseTemplate>) -> MockServer {
    let server = server().await;
    answer(&server, "GET", "toolkits", toolkits(&[("gmail", None), ("slack", Some("EXPIRED"))])).await;
    answer(&server, "POST", "link", Links::default()).await;
    Mock::given(method("GET"))
        .and(path("/api/v3.1/connected_accounts"))
        .respond_with(Sequence::new(polled))
        .mount(&server)
        .await;
    server
}

/// A router with push, on which neither toolkit is connected.
async fn pushing() -> MockServer {
    pushing_with(toolkits(&[]), Links::default()).await
}

async fn pushing_with(toolkits: ResponseTemplate, links: impl Respond + 'static) -> MockServer {
    let server = MockServer::start().await;
    let created =
        ResponseTemplate::new(201).insert_header("x-tool-router-push", "connections").set_body_json(session());
    Mock::given(method("POST")).and(path("/api/v3.1/tool_router/session")).respond_with(created).mount(&server).await;
    answer(&server, "GET", "toolkits", toolkits).await;
    answer(&server, "POST", "link", links).await;
    server
}

/// Creates an upfront session, and returns which toolkits a link was shown for.
async fn upfront(server: &MockServer) -> (Result<Session<Upfront>, Error>, Vec<String>) {
    let shown = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&shown);
    let show = move |link: AuthLink| seen.lock().unwrap().push(link.toolkit().to_owned());
    let created = SessionBuilder::<Upfront>::new("user_1").on_auth_link(show).create(&router(server)).await;
    let shown = shown.lock().unwrap().clone();
    (created, shown)
}

#[tokio::test]
async fn polling_ends_when_all_is_active() {
    let server = polling([
        accounts(&[("ca_gmail_0", "INITIATED"), ("ca_slack_0", "ACTIVE")]),
        accounts(&[("ca_gmail_0", "ACTIVE")]),
    ])
    .await;
    let (created, shown) = upfront(&server).await;
    let _ = created.unwrap();
    assert_eq!(shown, ["gmail", "slack"]);
    let polls = server.received_requests().await.unwrap();
    let asked: Vec<_> = polls.iter().filter_map(|request| request.url.query()).collect();
    assert_eq!(
        asked[1..],
        ["connected_account_ids=ca_gmail_0%2Cca_slack_0&limit=50", "connected_account_ids=ca_gmail_0&limit=50"],
        "what is connected is not asked for again",
    );
}

#[tokio::test]
async fn a_denial_ends_the_waiting_with_its_reason() {
    for status in ["FAILED", "REVOKED", "INACTIVE"] {
        let server = polling([accounts(&[("ca_gmail_0", status), ("ca_slack_0", "INITIATED")])]).await;
        match upfront(&server).await.0.unwrap_err() {
            Error::ConnectionFailed(failed) => {
                assert_eq!((failed.toolkit(), failed.status().as_str()), ("gmail", status));
                assert_eq!((failed.reason(), failed.session().as_str()), (Some("because"), "trs_1"));
            }
            error => panic!("expected a failed connection, got {error:?}"),
        }
        assert_eq!(count(&server, "POST link").await, 2, "what was refused is not shown again");
    }
}

#[tokio::test]
async fn an_expired_link_is_replaced_and_shown_again() {
    let server = pushing().await;
    let changes = [
        change(1, &[("gmail", "ca_gmail_0", "EXPIRED"), ("slack", "ca_slack_0", "ACTIVE")]),
        change(2, &[("gmail", "ca_gmail_1", "ACTIVE")]),
    ];
    answer(&server, "GET", "connections", Sequence::new(changes)).await;
    let (created, shown) = upfront(&server).await;
    let _ = created.unwrap();
    assert_eq!(shown, ["gmail", "slack", "gmail"]);
}

#[tokio::test]
async fn links_that_expire_at_once_do_not_follow_each_other_in_a_tight_loop() {
    let server = pushing().await;
    let expired = (0..99).map(|number| change(number, &[("gmail", &format!("ca_gmail_{number}"), "EXPIRED")]));
    answer(&server, "GET", "connections", Sequence::new(expired)).await;
    assert!(matches!(upfront(&server).await.0, Err(Error::WaitTimedOut { .. })));
    let links = count(&server, "POST link").await;
    assert!((3..=9).contains(&links), "{links} links");
}

#[tokio::test]
async fn a_replacement_that_fails_for_a_while_is_made_later() {
    let link = |number| {
        ResponseTemplate::new(201).set_body_json(json!({ "link_token": "t", "redirect_url": "https://c.example.com/",
            "connected_account_id": format!("ca_{number}") }))
    };
    let links = Sequence::new([link(1), refusal(503), link(2)]);
    let server = pushing_with(toolkits(&[("slack", Some("ACTIVE"))]), links).await;
    let changes = [change(1, &[("gmail", "ca_1", "EXPIRED")]), change(2, &[("gmail", "ca_2", "ACTIVE")])];
    answer(&server, "GET", "connections", Sequence::new(changes)).await;
    let (created, shown) = upfront(&server).await;
    let _ = created.unwrap();
    assert_eq!(shown, ["gmail", "gmail"]);
    assert_eq!(count(&server, "POST link").await, 3);
}

#[tokio::test]
async fn the_deadline_lists_what_is_missing_with_its_last_state() {
    let server = polling([accounts(&[("ca_gmail_0", "INITIALIZING"), ("ca_slack_0", "ACTIVE")])]).await;
    // Long before the default deadline.
    let (created, _) = tokio::time::timeout(Duration::from_secs(60), upfront(&server)).await.unwrap();
    let error = created.unwrap_err();
    match &error {
        Error::WaitTimedOut { missing, session } => {
            assert_eq!((session.as_str(), error.session()), ("trs_1", Some(session)));
            assert_eq!(missing.len(), 1);
            assert_eq!(missing[0].toolkit, "gmail");
            assert_eq!(missing[0].status, Some(ConnectionStatus::Initializing));
        }
        error => panic!("expected the deadline, got {error:?}"),
    }
    assert!(error.to_string().contains("gmail (INITIALIZING)"), "{error}");
    let polls = count(&server, "GET connected_accounts").await;
    assert!(polls <= 4, "the intervals grow: {polls} polls");
}

#[tokio::test]
async fn trouble_while_waiting_does_not_end_it() {
    let trouble = || [refusal(500), refusal(503), refusal(429)];
    let active = accounts(&[("ca_gmail_0", "ACTIVE"), ("ca_slack_0", "ACTIVE")]);
    let server = polling(trouble().into_iter().chain([active])).await;
    let _ = upfront(&server).await.0.unwrap();
}

#[tokio::test]
async fn a_refusal_while_waiting_ends_it() {
    let server = polling([refusal(401)]).await;
    let error = upfront(&server).await.0.unwrap_err();
    assert_eq!((error.status(), error.session().map(AsRef::as_ref)), (Some(401), Some("trs_1")));
}

#[tokio::test]
async fn a_push_wakes_the_waiting() {
    let server = pushing().await;
    let changes = [
        change(3, &[("gmail", "ca_gmail_0", "INITIATED"), ("slack", "ca_old", "FAILED")]),
        change(4, &[("gmail", "ca_gmail_0", "ACTIVE"), ("slack", "ca_other", "ACTIVE")]),
    ];
    answer(&server, "GET", "connections", Sequence::new(changes)).await;
    let _ = upfront(&server).await.0.unwrap();
    assert_eq!(count(&server, "GET connected_accounts").await, 0, "nothing is polled");
    let asked: Vec<_> = server.received_requests().await.unwrap();
    let asked: Vec<_> = asked.iter().filter(|request| request.url.path().ends_with("/connections")).collect();
    assert_eq!(asked[0].url.query(), Some("toolkits=gmail%2Cslack&wait_ms=25000"));
    assert_eq!(asked[1].url.query(), Some("toolkits=gmail%2Cslack&after=3&wait_ms=25000"));
}

#[tokio::test]
async fn a_router_that_answers_without_news_is_not_asked_in_a_tight_loop() {
    let server = pushing().await;
    answer(&server, "GET", "connections", change(0, &[])).await;
    assert!(matches!(upfront(&server).await.0, Err(Error::WaitTimedOut { .. })));
    let asked = count(&server, "GET connections").await;
    assert!((2..=9).contains(&asked), "{asked} requests");
}

#[tokio::test]
async fn a_router_that_does_not_push_after_all_is_polled() {
    let server = pushing().await;
    Mock::given(path("/api/v3.1/connected_accounts"))
        .and(query_param("connected_account_ids", "ca_gmail_0,ca_slack_0"))
        .respond_with(accounts(&[("ca_gmail_0", "ACTIVE"), ("ca_slack_0", "ACTIVE")]))
        .mount(&server)
        .await;
    let _ = upfront(&server).await.0.unwrap();
    assert_eq!(count(&server, "GET connections").await, 1);
}

#[tokio::test]
async fn a_dropped_wait_sends_nothing_more() {
    let server = polling([accounts(&[("ca_gmail_0", "INITIATED")])]).await;
    assert!(tokio::time::timeout(Duration::from_millis(900), upfront(&server)).await.is_err());
    let sent = requests(&server).await.len();
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(requests(&server).await.len(), sent);
}

#[tokio::test]
async fn a_link_of_its_own_can_be_waited_for() {
    let server = polling([accounts(&[("ca_gmail_0", "ACTIVE")])]).await;
    let link = retrieve::<Manual>(&server).await.authorize(Manual::GMAIL).await.unwrap();
    link.wait().await.unwrap();
}

#[tokio::test]
async fn a_link_of_its_own_is_not_replaced() {
    let server = polling([accounts(&[("ca_gmail_0", "EXPIRED")])]).await;
    let link = retrieve::<Manual>(&server).await.authorize(Manual::GMAIL).await.unwrap();
    let error = link.wait().await.unwrap_err();
    let Error::ConnectionFailed(failed) = &error else { panic!("{error:?}") };
    assert_eq!(failed.status(), &ConnectionStatus::Expired);
    assert_eq!(error.session().unwrap().as_str(), "trs_1");
    assert_eq!(count(&server, "POST link").await, 1);
}

#[tokio::test]
async fn a_link_of_its_own_is_waited_for_as_long_as_said() {
    let server = polling([accounts(&[])]).await;
    let link = retrieve::<Manual>(&server).await.authorize(Manual::GMAIL).await.unwrap();
    let error = link.wait().at_most(Duration::from_millis(50)).await.unwrap_err();
    assert!(matches!(error, Error::WaitTimedOut { .. }), "{error:?}");
}

#[tokio::test]
async fn the_error_of_a_handler_ends_the_creating_and_names_the_session() {
    let server = pushing().await;
    let builder = SessionBuilder::<Upfront>::new("user_1");
    let builder = builder.try_on_auth_link(|link| Err::<(), _>(format!("nobody to show {} to", link.toolkit())));
    let error = builder.create(&router(&server)).await.unwrap_err();
    let Error::AuthLinkHandler { toolkit, session, source } = &error else { panic!("{error:?}") };
    assert_eq!((toolkit.as_str(), session.as_str(), error.session()), ("gmail", "trs_1", Some(session)));
    assert_eq!(source.to_string(), "nobody to show gmail to");
    assert!(!error.is_retryable() && std::error::Error::source(&error).is_some());
    assert_eq!(count(&server, "GET connections").await, 0, "nothing is waited for any more");
}

#[tokio::test]
async fn a_handler_that_could_fail_and_does_not_is_one() {
    let server = pushing().await;
    let active = change(1, &[("gmail", "ca_gmail_0", "ACTIVE"), ("slack", "ca_slack_0", "ACTIVE")]);
    answer(&server, "GET", "connections", active).await;
    let mut shown = Vec::new();
    let builder = SessionBuilder::<Upfront>::new("user_1").try_on_auth_link(|link| {
        shown.push(link.toolkit().to_owned());
        Ok::<_, std::fmt::Error>(())
    });
    let _ = builder.create(&router(&server)).await.unwrap();
    assert_eq!(shown, ["gmail", "slack"]);
}

#[tokio::test]
async fn an_async_handler_has_ended_before_the_next_link_is_handed_on() {
    let server = pushing().await;
    let active = change(1, &[("gmail", "ca_gmail_0", "ACTIVE"), ("slack", "ca_slack_0", "ACTIVE")]);
    answer(&server, "GET", "connections", active).await;
    let log = Mutex::new(Vec::new());
    let builder = SessionBuilder::<Upfront>::new("user_1").on_auth_link_async(async |link| {
        log.lock().unwrap().push(format!("{} begins", link.toolkit()));
        tokio::time::sleep(Duration::from_millis(30)).await;
        log.lock().unwrap().push(format!("{} ends", link.toolkit()));
    });
    let _ = builder.create(&router(&server)).await.unwrap();
    assert_eq!(*log.lock().unwrap(), ["gmail begins", "gmail ends", "slack begins", "slack ends"]);
}

/// An event in words.
fn word(event: ConnectionEvent) -> String {
    match event {
        ConnectionEvent::LinkMade { link, .. } => format!("link {}", link.connected_account_id()),
        ConnectionEvent::LinkReplaced { link, .. } => format!("again {}", link.connected_account_id()),
        ConnectionEvent::Connected { connection, .. } => format!("connected {}", connection.connected_account_id),
        ConnectionEvent::AllConnected => "all".to_owned(),
    }
}

#[tokio::test]
async fn what_happens_is_a_stream() {
    let server = pushing().await;
    let changes = [
        change(1, &[("gmail", "ca_gmail_0", "EXPIRED"), ("slack", "ca_slack_0", "ACTIVE")]),
        change(2, &[("gmail", "ca_gmail_1", "ACTIVE")]),
    ];
    answer(&server, "GET", "connections", Sequence::new(changes)).await;
    let (builder, events) = SessionBuilder::<Upfront>::new("user_1").connection_events();
    let router = router(&server);
    let created = tokio::spawn(async move { builder.create(&router).await });
    let events: Vec<String> = events.map(word).collect().await;
    let expected = [
        "link ca_gmail_0",
        "link ca_slack_0",
        "connected ca_slack_0",
        "again ca_gmail_1",
        "connected ca_gmail_1",
        "all",
    ];
    assert_eq!(events, expected);
    let _ = created.await.unwrap().unwrap();
}

#[tokio::test]
async fn the_stream_of_a_creating_that_fails_ends_without_its_last_event() {
    let server = pushing().await;
    let denied = change(1, &[("gmail", "ca_gmail_0", "FAILED"), ("slack", "ca_slack_0", "ACTIVE")]);
    answer(&server, "GET", "connections", denied).await;
    let (builder, mut events) = SessionBuilder::<Upfront>::new("user_1").connection_events();
    assert!(matches!(builder.create(&router(&server)).await, Err(Error::ConnectionFailed(_))));
    let mut seen = Vec::new();
    while let Some(event) = events.next().await {
        let shown = format!("{event:?}");
        assert!(!shown.contains("https://"), "{shown}");
        seen.push(word(event));
    }
    assert_eq!(seen, ["link ca_gmail_0", "link ca_slack_0"]);
}

#[tokio::test]
async fn a_stream_that_nobody_reads_does_not_end_the_creating() {
    let server = pushing().await;
    let active = change(1, &[("gmail", "ca_gmail_0", "ACTIVE"), ("slack", "ca_slack_0", "ACTIVE")]);
    answer(&server, "GET", "connections", active).await;
    let (builder, events) = SessionBuilder::<Upfront>::new("user_1").connection_events();
    drop(events);
    let _ = builder.create(&router(&server)).await.unwrap();
}

#[test]
fn futures_and_streams_can_go_to_other_threads() {
    fn shared<T: Send + Sync>(_: T) {}
    fn checked(session: &Session<OnDemand>, link: &AuthLink) {
        let router = session.router();
        shared(SessionBuilder::<OnDemand>::new("u").create(router));
        shared(SessionBuilder::<Preconnected>::new("u").create(router));
        shared(SessionBuilder::<Upfront>::new("u").on_auth_link(|_| {}).create(router));
        shared(SessionBuilder::<Upfront>::new("u").try_on_auth_link(|_| Ok::<_, Error>(())).create(router));
        shared(SessionBuilder::<Upfront>::new("u").on_auth_link_async(async |_| {}).create(router));
        let (builder, events) = SessionBuilder::<Upfront>::new("u").connection_events();
        shared(builder.create(router));
        shared(events);
        shared(session.execute(OnDemand::GMAIL_SEND_EMAIL, Value::Null).into_future());
        shared(session.search("x").into_future());
        shared(session.authorize(OnDemand::GMAIL).into_future());
        shared(session.manage_connections([OnDemand::GMAIL]));
        shared(session.toolkits().items());
        shared(session.tools());
        shared(session.connections());
        shared(router.retrieve::<OnDemand>("trs_1"));
        shared(router.connected_account("ca_1"));
        shared(link.wait());
        shared(session.clone());
        shared(router.clone());
    }
    let _ = checked as fn(&Session<OnDemand>, &AuthLink);
}
