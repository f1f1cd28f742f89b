//! What creating a session requires to be connected, and what it leaves out.

use std::borrow::Cow::Borrowed;
use std::time::Duration;

use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{Links, SESSION, answer, ok, requests, server, toolkits};
use crate::config::{Preload, PreloadTools, SessionConfig};
use crate::declaration::Declaration;
use crate::error::{Error, InvalidInput};
use crate::session::Setting;
use crate::test_support::{GMAIL_AND_SLACK, Handles as _, declare, refusal, router, session};
use crate::{AuthLink, SessionBuilder, connections};

declare! {
    /// An agent that waits for one toolkit of any.
    struct Waiting {
        Connections = connections::Upfront,
    }
    Declaration::made(SessionConfig::DEFAULT).waiting(Duration::from_millis(50)).requiring(&[Borrowed("gmail")])
}

declare! {
    /// An agent that checks one of two toolkits.
    struct Checking {
        Connections = connections::Preconnected,
    }
    Declaration::made(SessionConfig::DEFAULT.with_toolkits(GMAIL_AND_SLACK)).requiring(&[Borrowed("slack")])
}

/// What agents that leave out toolkits send.
const BOTH: SessionConfig =
    SessionConfig::DEFAULT.with_toolkits(GMAIL_AND_SLACK.with_require_approval(Borrowed(&[Borrowed("slack")])));

declare! {
    /// An agent that leaves out what is not connected.
    struct Skipping {
        Connections = connections::Preconnected,
    }
    Declaration::made(BOTH.with_preload(Some(Preload::DEFAULT.with_tools(PreloadTools::Only(Borrowed(&[
        Borrowed("GMAIL_SEND_EMAIL"),
        Borrowed("SLACK_SEND_MESSAGE"),
    ]))))))
    .skipping()
}

declare! {
    /// An agent that leaves out what is not connected, except one toolkit.
    struct Picky {
        Connections = connections::Preconnected,
    }
    Declaration::made(BOTH).skipping().requiring(&[Borrowed("gmail")])
}

declare! {
    /// An agent whose application leaves out what its users have not connected.
    struct Buttons {
        Connections = connections::Manual,
    }
    Declaration::made(BOTH).skipping()
}

/// A router with these connections that narrows sessions to `kept`.
async fn narrowing(states: &[(&str, Option<&str>)], kept: &[&str]) -> MockServer {
    let server = server().await;
    answer(&server, "GET", "toolkits", toolkits(states)).await;
    Mock::given(method("PATCH")).and(path(SESSION)).respond_with(reaching(kept, 2)).mount(&server).await;
    Mock::given(method("DELETE")).and(path(SESSION)).respond_with(ok(json!({}))).mount(&server).await;
    server
}

/// The session when it reaches these toolkits.
fn reaching(kept: &[&str], version: u64) -> ResponseTemplate {
    let mut narrowed = session();
    narrowed["config"]["toolkits"] = json!({ "enabled": kept });
    narrowed["config_version"] = version.into();
    ok(narrowed)
}

async fn patches(server: &MockServer) -> Vec<Value> {
    let requests = server.received_requests().await.unwrap();
    requests.iter().filter(|sent| sent.method == "PATCH").map(|sent| sent.body_json().unwrap()).collect()
}

/// The toolkits that keep a session from being created.
fn missing(error: Error) -> Vec<String> {
    match error {
        Error::MissingConnections { toolkits, session: None } => {
            toolkits.iter().map(|missing| missing.toolkit().to_owned()).collect()
        }
        other => panic!("expected missing connections, got {other:?}"),
    }
}

#[tokio::test]
async fn only_what_is_required_is_waited_for() {
    let server = server().await;
    answer(&server, "GET", "toolkits", toolkits(&[])).await;
    answer(&server, "POST", "link", Links::default()).await;
    let mut shown = Vec::new();
    let show = |link: AuthLink| shown.push(link.toolkit().to_owned());
    let error = SessionBuilder::<Waiting>::new("user_1").on_auth_link(show).create(&router(&server)).await.unwrap_err();
    assert!(matches!(error, Error::WaitTimedOut { .. }), "{error:?}");
    assert_eq!(shown, ["gmail"]);
}

#[tokio::test]
async fn only_what_is_required_is_checked() {
    let server = narrowing(&[("gmail", None), ("slack", Some("ACTIVE"))], &[]).await;
    assert!(SessionBuilder::<Checking>::new("user_1").create(&router(&server)).await.is_ok());
    let server = narrowing(&[("gmail", Some("ACTIVE")), ("slack", None)], &[]).await;
    let error = SessionBuilder::<Checking>::new("user_1").create(&router(&server)).await.unwrap_err();
    assert_eq!(missing(error), ["slack"]);
    assert_eq!(requests(&server).await, ["POST session", "GET toolkits", "DELETE trs_1"]);
}

#[tokio::test]
async fn what_is_required_cannot_be_narrowed_away() {
    let server = server().await;
    let narrowed = SessionBuilder::<Checking>::new("user_1").only([Checking::GMAIL]).create(&router(&server)).await;
    let error = narrowed.unwrap_err();
    match &error {
        Error::Invalid(InvalidInput::RequiredToolkit { toolkit }) => assert_eq!(toolkit, "slack"),
        other => panic!("expected an invalid input, got {other:?}"),
    }
    assert!(error.help().unwrap().contains("name `slack`"), "{:?}", error.help());
    assert_eq!(requests(&server).await, [""; 0]);
}

#[tokio::test]
async fn what_is_not_connected_is_left_out_with_its_preloads() {
    let server = narrowing(&[("gmail", Some("ACTIVE")), ("slack", Some("EXPIRED"))], &["gmail"]).await;
    let session = SessionBuilder::<Skipping>::new("user_1").create(&router(&server)).await.unwrap();
    assert_eq!(requests(&server).await, ["POST session", "GET toolkits", "PATCH trs_1"]);
    let narrowed = json!({
        "toolkits": { "enable": ["gmail"] },
        "preload": { "tools": ["GMAIL_SEND_EMAIL"] },
        "expected_config_version": 1,
    });
    assert_eq!(patches(&server).await, [narrowed]);
    assert_eq!(session.version(), 2);
    let left_out: Vec<String> = session.left_out().iter().map(ToString::to_string).collect();
    assert_eq!(left_out, ["slack (EXPIRED)"]);
}

#[tokio::test]
async fn what_was_left_out_comes_back() {
    let server = narrowing(&[("gmail", Some("ACTIVE"))], &["gmail"]).await;
    let session = SessionBuilder::<Skipping>::new("user_1").create(&router(&server)).await.unwrap();
    let session = session.update().search(false).await.unwrap();
    assert_eq!(session.left_out().len(), 1, "the session still lacks it");
    server.reset().await;
    Mock::given(method("PATCH")).respond_with(reaching(&["gmail", "slack"], 3)).mount(&server).await;
    let session = session.update().restore(Setting::Toolkits).restore(Setting::Preload).await.unwrap();
    let declared = json!({
        "toolkits": { "enable": ["gmail", "slack"], "require_approval": ["slack"] },
        "preload": { "tools": ["GMAIL_SEND_EMAIL", "SLACK_SEND_MESSAGE"] },
        "expected_config_version": 2,
    });
    assert_eq!(patches(&server).await, [declared]);
    assert!(session.left_out().is_empty());
}

#[tokio::test]
async fn nothing_is_changed_when_all_is_connected() {
    let mut page = json!({ "items": [{ "slug": "slack", "is_no_auth": true }] });
    page["items"].as_array_mut().unwrap().push(json!({
        "slug": "gmail", "connected_account": { "id": "ca_1", "status": "ACTIVE" },
    }));
    let server = server().await;
    answer(&server, "GET", "toolkits", ok(page)).await;
    let session = SessionBuilder::<Skipping>::new("user_1").create(&router(&server)).await.unwrap();
    assert_eq!(requests(&server).await, ["POST session", "GET toolkits"]);
    assert!(session.left_out().is_empty());
}

#[tokio::test]
async fn without_any_connection_there_is_no_session() {
    let server = narrowing(&[], &[]).await;
    let error = SessionBuilder::<Skipping>::new("user_1").create(&router(&server)).await.unwrap_err();
    assert_eq!(missing(error), ["gmail", "slack"]);
    let error = SessionBuilder::<Buttons>::new("user_1").create(&router(&server)).await.unwrap_err();
    assert_eq!(missing(error), ["gmail", "slack"]);
    assert_eq!(requests(&server).await, ["POST session", "GET toolkits", "DELETE trs_1"].repeat(2));
}

#[tokio::test]
async fn only_declared_toolkits_that_are_left_are_looked_at() {
    let server = narrowing(&[("gmail", Some("ACTIVE"))], &[]).await;
    let only = SessionBuilder::<Skipping>::new("user_1").only([Skipping::SLACK]);
    assert_eq!(missing(only.create(&router(&server)).await.unwrap_err()), ["slack"]);
}

#[tokio::test]
async fn what_is_required_is_not_left_out() {
    let server = narrowing(&[("slack", Some("ACTIVE"))], &[]).await;
    let error = SessionBuilder::<Picky>::new("user_1").create(&router(&server)).await.unwrap_err();
    assert_eq!(missing(error), ["gmail"]);
    let server = narrowing(&[("gmail", Some("ACTIVE"))], &["gmail"]).await;
    let session = SessionBuilder::<Picky>::new("user_1").create(&router(&server)).await.unwrap();
    assert_eq!(session.left_out()[0].toolkit(), "slack");
}

#[tokio::test]
async fn an_application_with_buttons_gets_what_is_connected_by_then() {
    let server = narrowing(&[("slack", Some("ACTIVE"))], &["slack"]).await;
    let session = SessionBuilder::<Buttons>::new("user_1").create(&router(&server)).await.unwrap();
    assert_eq!(session.left_out()[0].toolkit(), "gmail");
    let kept = json!({ "enable": ["slack"], "require_approval": ["slack"] });
    assert_eq!(patches(&server).await[0]["toolkits"], kept);
}

#[tokio::test]
async fn a_session_that_cannot_be_narrowed_is_deleted() {
    for (deleted, left) in [(ok(json!({})), None), (refusal(403), Some("trs_1"))] {
        let server = server().await;
        answer(&server, "GET", "toolkits", toolkits(&[("gmail", Some("ACTIVE"))])).await;
        Mock::given(method("PATCH")).respond_with(refusal(400)).mount(&server).await;
        Mock::given(method("DELETE")).respond_with(deleted).mount(&server).await;
        let error = SessionBuilder::<Skipping>::new("user_1").create(&router(&server)).await.unwrap_err();
        assert_eq!((error.status(), error.session().map(AsRef::as_ref)), (Some(400), left));
    }
}
