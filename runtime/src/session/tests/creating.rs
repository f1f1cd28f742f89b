//! Creating a session in each way of connecting, except for waiting.

use serde_json::{Value, json};
use wiremock::ResponseTemplate;
use wiremock::matchers::method;

use super::{Links, answer, count, ok, requests, retrieve, server, toolkits};
use crate::error::{Delivery, Error};
use crate::test_support::{Handles, KEY, Manual, OnDemand, Preconnected, Upfront, refusal, router};
use crate::{AuthLink, ConnectionStatus, SessionBuilder};

#[tokio::test]
async fn the_declaration_is_what_is_sent() {
    let server = server().await;
    let session = SessionBuilder::<OnDemand>::new("user_1").create(&router(&server)).await.unwrap();
    assert_eq!((session.id().as_str(), session.user_id().as_str(), session.version()), ("trs_1", "user_1", 1));
    let sent: Value = server.received_requests().await.unwrap()[0].body_json().unwrap();
    assert_eq!(
        sent,
        json!({ "user_id": "user_1", "toolkits": { "enable": ["gmail", "slack"] },
            "manage_connections": { "enable": true } }),
    );
}

#[tokio::test]
async fn on_demand_and_manual_return_at_once() {
    let server = server().await;
    let _ = SessionBuilder::<OnDemand>::new("user_1").create(&router(&server)).await.unwrap();
    let _ = SessionBuilder::<Manual>::new("user_1").create(&router(&server)).await.unwrap();
    assert_eq!(requests(&server).await, ["POST session", "POST session"]);
}

#[tokio::test]
async fn preconnected_names_every_missing_toolkit_and_leaves_no_session() {
    let server = server().await;
    answer(&server, "GET", "toolkits", toolkits(&[("gmail", Some("EXPIRED"))])).await;
    wiremock::Mock::given(method("DELETE")).respond_with(ok(json!({}))).mount(&server).await;
    let error = SessionBuilder::<Preconnected>::new("user_1").create(&router(&server)).await.unwrap_err();
    match error {
        Error::MissingConnections { toolkits, session: None } => {
            let missing: Vec<_> = toolkits.iter().map(|missing| (&*missing.toolkit, missing.status.clone())).collect();
            assert_eq!(missing, [("gmail", Some(ConnectionStatus::Expired)), ("slack", None)]);
        }
        error => panic!("expected missing connections, got {error:?}"),
    }
    assert_eq!(requests(&server).await, ["POST session", "GET toolkits", "DELETE trs_1"]);
}

#[tokio::test]
async fn preconnected_tells_what_is_missing_even_if_the_session_cannot_be_deleted() {
    let server = server().await;
    answer(&server, "GET", "toolkits", toolkits(&[])).await;
    wiremock::Mock::given(method("DELETE")).respond_with(refusal(500)).mount(&server).await;
    let error = SessionBuilder::<Preconnected>::new("user_1").create(&router(&server)).await.unwrap_err();
    assert!(matches!(error, Error::MissingConnections { .. }), "{error:?}");
    assert_eq!(error.session().unwrap().as_str(), "trs_1");
}

#[tokio::test]
async fn whatever_ends_a_creation_names_the_session_that_stays() {
    for (deleted, left) in [(ok(json!({})), None), (refusal(403), Some("trs_1"))] {
        let server = server().await;
        answer(&server, "GET", "toolkits", refusal(401)).await;
        wiremock::Mock::given(method("DELETE")).respond_with(deleted).mount(&server).await;
        let error = SessionBuilder::<Preconnected>::new("user_1").create(&router(&server)).await.unwrap_err();
        assert_eq!((error.status(), error.session().map(AsRef::as_ref)), (Some(401), left));
    }
}

#[tokio::test]
async fn a_session_that_cannot_be_read_is_named_where_its_id_can_be() {
    for (answered, left) in [
        (json!({ "session_id": "trs_7", "config": {} }), Some("trs_7")),
        (json!({ "config": {} }), None),
        (json!("trs_7"), None),
    ] {
        let server = wiremock::MockServer::start().await;
        wiremock::Mock::given(method("POST")).respond_with(ok(answered)).mount(&server).await;
        let error = SessionBuilder::<Manual>::new("user_1").create(&router(&server)).await.unwrap_err();
        assert!(matches!(error, Error::UnexpectedAnswer(_)), "{error:?}");
        assert_eq!(error.session().map(AsRef::as_ref), left);
        assert_eq!(error.delivery(), Some(Delivery::Answered));
    }
}

#[tokio::test]
async fn preconnected_goes_on_when_all_is_connected() {
    let server = server().await;
    let mut page = json!({ "items": [
        { "slug": "GMAIL", "connected_account": { "id": "ca_1", "status": "ACTIVE" } },
        { "slug": "slack", "is_no_auth": true },
    ] });
    page["next_cursor"] = Value::Null;
    answer(&server, "GET", "toolkits", ok(page)).await;
    assert!(SessionBuilder::<Preconnected>::new("user_1").create(&router(&server)).await.is_ok());
    assert_eq!(count(&server, "DELETE trs_1").await, 0);
}

#[tokio::test]
async fn upfront_shows_nothing_when_all_is_connected() {
    let server = server().await;
    answer(&server, "GET", "toolkits", toolkits(&[("gmail", Some("ACTIVE")), ("slack", Some("ACTIVE"))])).await;
    let nothing = |link: AuthLink| panic!("{link:?} is shown");
    let _ = SessionBuilder::<Upfront>::new("user_1").on_auth_link(nothing).create(&router(&server)).await.unwrap();
    assert_eq!(requests(&server).await, ["POST session", "GET toolkits"]);
}

#[tokio::test]
async fn a_refused_link_ends_the_creation() {
    let server = server().await;
    answer(&server, "GET", "toolkits", toolkits(&[("gmail", Some("ACTIVE"))])).await;
    answer(&server, "POST", "link", refusal(400)).await;
    let nothing = |link: AuthLink| panic!("{link:?} is shown");
    let error =
        SessionBuilder::<Upfront>::new("user_1").on_auth_link(nothing).create(&router(&server)).await.unwrap_err();
    assert_eq!((error.status(), error.session().map(AsRef::as_ref)), (Some(400), Some("trs_1")));
    assert_eq!(count(&server, "POST link").await, 1);
}

#[tokio::test]
async fn what_is_shown_hides_the_link_and_the_key() {
    let server = server().await;
    answer(&server, "POST", "link", Links::default()).await;
    let session = retrieve::<Manual>(&server).await;
    let link = session.authorize(Manual::GMAIL).await.unwrap();
    for shown in [format!("{link:?}"), format!("{session:?}")] {
        assert!(!shown.contains("lt_secret") && !shown.contains(KEY), "{shown}");
    }
}

#[tokio::test]
async fn a_session_that_is_gone_is_deleted() {
    let server = server().await;
    let session = retrieve::<Manual>(&server).await;
    let failing = session.clone();
    wiremock::Mock::given(method("DELETE"))
        .respond_with(ResponseTemplate::new(404))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    assert!(session.delete().await.is_ok());
    wiremock::Mock::given(method("DELETE")).respond_with(refusal(403)).mount(&server).await;
    assert!(failing.delete().await.is_err());
}

#[tokio::test]
async fn refreshing_reads_the_session_again() {
    let server = server().await;
    let session = retrieve::<Manual>(&server).await;
    drop(session.refresh().await.unwrap());
    assert_eq!(requests(&server).await, ["GET trs_1", "GET trs_1"]);
}
