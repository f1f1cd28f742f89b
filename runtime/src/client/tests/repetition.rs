//! Which requests are repeated, when, and which are not.

use std::net::TcpListener;
use std::time::{Duration, Instant, SystemTime};

use serde_json::json;
use wiremock::matchers::{any, method};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::error::{Delivery, Error};
use crate::session::MetaTool;
use crate::test_support::{Handles, Manual, Misbehaving, Misbehaviour, OnDemand, client, refusal, router, session};
use crate::{Session, SessionBuilder};

fn account() -> ResponseTemplate {
    ResponseTemplate::new(200)
        .set_body_json(json!({ "id": "ca_1", "status": "ACTIVE", "toolkit": { "slug": "gmail" } }))
}

/// A router that answers with `failures`, one after the other, and then with an account.
async fn failing(failures: impl IntoIterator<Item = ResponseTemplate>) -> MockServer {
    let server = MockServer::start().await;
    for failure in failures {
        Mock::given(any()).respond_with(failure).up_to_n_times(1).mount(&server).await;
    }
    Mock::given(any()).respond_with(account()).mount(&server).await;
    server
}

async fn requests(server: &MockServer) -> usize {
    server.received_requests().await.unwrap().len()
}

#[tokio::test]
async fn a_reading_request_survives_two_failures() {
    let server = failing([refusal(500), refusal(503)]).await;
    assert!(router(&server).connected_account("ca_1").await.unwrap().status.is_active());
    assert_eq!(requests(&server).await, 3);
}

#[tokio::test]
async fn a_third_failure_is_the_callers() {
    let server = failing([refusal(500), refusal(408), refusal(409)]).await;
    let error = router(&server).connected_account("ca_1").await.unwrap_err();
    assert_eq!(error.as_api().unwrap().status, 409);
    assert_eq!(requests(&server).await, 3);
}

#[tokio::test]
async fn what_will_not_help_is_not_repeated() {
    let final_word = refusal(500).insert_header("x-should-retry", "false");
    for answer in [refusal(400), refusal(401), refusal(404), final_word] {
        let server = failing([answer]).await;
        assert!(router(&server).connected_account("ca_1").await.is_err());
        assert_eq!(requests(&server).await, 1);
    }
}

#[tokio::test]
async fn the_router_can_ask_for_a_repetition() {
    let server = failing([refusal(425).insert_header("x-should-retry", "true")]).await;
    assert!(router(&server).connected_account("ca_1").await.is_ok());
}

#[tokio::test]
async fn a_pause_that_was_asked_for_is_kept() {
    let server = failing([ResponseTemplate::new(429).insert_header("retry-after", "1")]).await;
    let started = Instant::now();
    assert!(router(&server).connected_account("ca_1").await.is_ok());
    assert!(started.elapsed() >= Duration::from_secs(1), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_pause_until_a_date_is_kept() {
    let until = SystemTime::now() + Duration::from_secs(2);
    let date = httpdate::fmt_http_date(until);
    let server = failing([ResponseTemplate::new(429).insert_header("retry-after", date)]).await;
    assert!(router(&server).connected_account("ca_1").await.is_ok());
    // A date has a resolution of one second.
    assert!(SystemTime::now() >= until - Duration::from_secs(1));
}

#[tokio::test]
async fn retries_can_be_turned_off() {
    let server = failing([refusal(500)]).await;
    let router = client(&server.uri()).retries(0).build().unwrap();
    assert!(router.connected_account("ca_1").await.is_err());
    assert_eq!(requests(&server).await, 1);
}

/// A session on a router that answers everything except creation with `answer`.
async fn session_on(answer: ResponseTemplate) -> (MockServer, Session<Manual>, Session<OnDemand>) {
    let server = MockServer::start().await;
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(200).set_body_json(session())).mount(&server).await;
    Mock::given(method("POST")).respond_with(answer).mount(&server).await;
    let router = router(&server);
    let manual = router.retrieve("trs_1").await.unwrap();
    let on_demand = router.retrieve("trs_1").await.unwrap();
    (server, manual, on_demand)
}

#[tokio::test]
async fn what_may_have_run_a_tool_is_sent_once() {
    for status in [408, 409, 429, 500, 503] {
        let pressing = refusal(status).insert_header("x-should-retry", "true");
        let (server, manual, on_demand) = session_on(pressing).await;
        let before = requests(&server).await;
        let error = manual.execute(Manual::GMAIL_SEND_EMAIL, json!({})).await.unwrap_err();
        assert_eq!(error.is_retryable(), status == 429, "{error:?}");
        assert_eq!((error.delivery(), error.status()), (Some(Delivery::Answered), Some(status)));
        assert!(manual.execute_named("GMAIL_SEND_EMAIL", json!({})).await.is_err());
        assert!(manual.execute_meta(MetaTool::MultiExecute, json!({})).await.is_err());
        assert!(on_demand.manage_connections([OnDemand::GMAIL]).await.is_err());
        assert_eq!(requests(&server).await - before, 4, "{status}");
    }
}

#[tokio::test]
async fn a_tool_that_certainly_did_not_run_may_be_called_again() {
    let (server, manual, _) = session_on(refusal(429)).await;
    let before = requests(&server).await;
    let turned_away = manual.execute(Manual::GMAIL_SEND_EMAIL, json!({})).await.unwrap_err();
    assert!(turned_away.is_retryable(), "{turned_away:?}");
    assert_eq!(requests(&server).await - before, 1, "that is for the program to decide");
    drop(server);
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let router = client(&format!("http://{address}")).retries(0).build().unwrap();
    let unsent = SessionBuilder::<Manual>::new("user_1").create(&router).await.unwrap_err();
    assert_eq!((unsent.delivery(), unsent.is_retryable()), (Some(Delivery::NotSent), true));
}

#[tokio::test]
async fn a_link_and_a_session_are_made_once_when_they_may_have_been_made() {
    let (server, manual, _) = session_on(refusal(500).insert_header("x-should-retry", "true")).await;
    let before = requests(&server).await;
    assert!(manual.authorize(Manual::GMAIL).await.is_err());
    assert!(SessionBuilder::<Manual>::new("user_1").create(&router(&server)).await.is_err());
    assert_eq!(requests(&server).await - before, 2);
}

#[tokio::test]
async fn a_link_and_a_session_are_tried_again_when_they_were_turned_away() {
    let (server, manual, _) = session_on(refusal(429)).await;
    let before = requests(&server).await;
    assert!(manual.authorize(Manual::GMAIL).await.is_err());
    assert!(SessionBuilder::<Manual>::new("user_1").create(&router(&server)).await.is_err());
    assert_eq!(requests(&server).await - before, 6);
}

#[tokio::test]
async fn a_session_is_made_as_soon_as_the_router_comes_up() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let router = client(&format!("http://{address}")).build().unwrap();
    let comes_up = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let server = MockServer::builder().listener(TcpListener::bind(address).unwrap()).start().await;
        Mock::given(any()).respond_with(ResponseTemplate::new(201).set_body_json(session())).mount(&server).await;
        server
    };
    let (created, server) = tokio::join!(SessionBuilder::<Manual>::new("user_1").create(&router), comes_up);
    drop(created.unwrap());
    assert_eq!(requests(&server).await, 1);
}

/// Sends execute, execute_meta, link and create, and then a read request, to a router that does not answer them.
async fn sent_without_an_answer(misbehaviour: Misbehaviour) {
    let bad = Misbehaving::start(misbehaviour).await.unwrap();
    let router = client(&bad.url).timeout(Duration::from_millis(300)).build().unwrap();
    let session: Session<Manual> = router.retrieve("trs_1").await.unwrap();

    let is_lost = |error: &Error| {
        assert!(matches!(error, Error::Timeout(_) | Error::Connection(_)), "{error:?}");
        assert_eq!((error.delivery(), error.status(), error.session()), (Some(Delivery::Unknown), None, None));
    };
    let lost = |error: Error| {
        is_lost(&error);
        assert!(!error.is_retryable(), "it may have been processed: {error:?}");
    };
    lost(session.execute(Manual::GMAIL_SEND_EMAIL, json!({})).await.unwrap_err());
    assert_eq!(bad.requests(), 1);
    lost(session.execute_meta(MetaTool::SearchTools, json!({})).await.unwrap_err());
    assert_eq!(bad.requests(), 2);
    lost(session.authorize(Manual::GMAIL).await.unwrap_err());
    assert_eq!(bad.requests(), 3);
    lost(SessionBuilder::<Manual>::new("user_1").create(&router).await.unwrap_err());
    assert_eq!(bad.requests(), 4);
    let reading = router.connected_account("ca_1").await.unwrap_err();
    is_lost(&reading);
    assert!(reading.is_retryable(), "{reading:?}");
    assert_eq!(bad.requests(), 7, "reading is repeated");
}

#[tokio::test]
async fn after_a_hang_what_may_have_run_is_not_repeated() {
    sent_without_an_answer(Misbehaviour::Hang).await;
}

#[tokio::test]
async fn after_a_reset_what_may_have_run_is_not_repeated() {
    sent_without_an_answer(Misbehaviour::Reset).await;
}

#[tokio::test]
async fn after_a_truncated_answer_what_may_have_run_is_not_repeated() {
    sent_without_an_answer(Misbehaviour::Truncate).await;
}
