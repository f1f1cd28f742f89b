use std::borrow::Cow::Borrowed;

use serde_json::{Value, json};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::*;
use crate::builder::NotYet;
use crate::config::{Access, Experimental, SessionConfig, StoredConfig, Toolkits};
use crate::declaration::Declaration;
use crate::session::Setting;
use crate::test_support::{GMAIL_AND_SLACK, declare, router, session};
use crate::{Error, SessionBuilder, SessionSpec, Toolkit};

const ACME: Policy = Policy::named("acme").callback_hosts(&["app.acme.com"]).deny_sandbox().deny_mcp();

const fn mail_with_calendar(config: &SessionConfig) -> Verdict {
    let lonely = config.reaches_toolkit("gmail") && !config.reaches_toolkit("googlecalendar");
    Verdict::denied_if(lonely, "mail is reached without the calendar", "keep `googlecalendar` beside `gmail`")
}

const RULES: &[Rule] = &[Rule::new("mail_with_calendar", mail_with_calendar)];

/// What [`Agent`] and [`Linking`] declare.
fn mail_and_calendar() -> Declaration {
    Declaration::made(SessionConfig::DEFAULT.with_toolkits(
        Toolkits::DEFAULT.with_access(Access::Only(Borrowed(&[Borrowed("gmail"), Borrowed("googlecalendar")]))),
    ))
    .held_to(&[&ACME], RULES)
}

declare! {
    struct Agent {
        Callback = NotYet,
        Mcp = crate::mcp::Served,
    }
    mail_and_calendar()
}

#[tokio::test]
async fn what_is_supplied_is_held_to_every_policy_before_any_request() {
    let server = MockServer::start().await;
    let session = SessionBuilder::<Agent>::new("user_1")
        .callback_url("https://evil.example/cb")
        .only([Toolkit::__declared("gmail")]);
    let error = session.create(&router(&server)).await.unwrap_err();
    let Error::Policy { breaches } = &error else { panic!("{error}") };
    let found: Vec<(&str, &str)> = breaches.iter().map(|breach| (breach.policy(), breach.what())).collect();
    assert_eq!(
        found,
        [
            ("acme", "users may not be sent to `evil.example` after authenticating"),
            ("acme", "the session has a sandbox"),
            ("acme", "the session can be handed to MCP clients"),
            ("mail_with_calendar", "mail is reached without the calendar"),
        ]
    );
    assert!(
        error.to_string().contains("evil.example") && error.to_string().contains("`mail_with_calendar`"),
        "{error}"
    );
    assert!(!error.is_retryable());
    assert_eq!(server.received_requests().await.unwrap().len(), 0);
}

#[test]
fn a_rule_can_be_asked_in_a_constant() {
    const VERDICT: Verdict = mail_with_calendar(&SessionConfig::DEFAULT);
    assert_eq!(VERDICT, Verdict::Allowed);
    const { __uphold("mail_with_calendar", VERDICT) };
}

#[test]
fn a_denial_stops_the_compilation_with_the_rules_name() {
    let stopped = std::panic::catch_unwind(|| __uphold("no_mail", Verdict::denied("it reaches mail", "leave it out")));
    let message = *stopped.unwrap_err().downcast::<String>().unwrap();
    assert_eq!(message, "policy `no_mail`: it reaches mail\nhelp: leave it out");
}

#[tokio::test]
async fn a_callback_url_of_one_link_is_held_to_the_policies_as_well() {
    let server = MockServer::start().await;
    let mut body = session();
    let allowed = "https://app.acme.com/cb";
    body["config"] = stored(|config| config.manage_connections.callback_url = Some(Borrowed(allowed)));
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(200).set_body_json(body)).mount(&server).await;
    let session = router(&server).retrieve::<Linking>("trs_1").unchecked().await.unwrap();
    let gmail = Toolkit::__declared("gmail");
    let error = session.authorize(gmail).callback_url("https://app.acme.com.evil.example/cb").await.unwrap_err();
    let Error::Policy { breaches } = &error else { panic!("{error}") };
    let found: Vec<&str> = breaches.iter().map(|breach| breach.what()).collect();
    assert_eq!(found, ["users may not be sent to `app.acme.com.evil.example` after authenticating"]);
    assert_eq!(server.received_requests().await.unwrap().len(), 1, "the session alone was asked for");
}

#[tokio::test]
async fn a_session_that_is_found_again_is_held_to_its_declaration() {
    let server = MockServer::start().await;
    let mut body = session();
    body["config"] = stored(|config| config.toolkits.access = Access::Any);
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(200).set_body_json(body)).mount(&server).await;
    let error = router(&server).retrieve::<Quiet>("trs_1").await.unwrap_err();
    let Error::WiderThanDeclared { session, settings, breaches } = &error else { panic!("{error}") };
    assert_eq!((session.as_str(), &settings[..]), ("trs_1", &[Setting::Toolkits][..]));
    let found: Vec<&str> = breaches.iter().map(|breach| breach.what()).collect();
    assert_eq!(found, ["toolkit `stripe` is denied"]);
    assert!(error.to_string().contains("`toolkits`") && error.to_string().contains("`stripe`"), "{error}");
    let session = router(&server).retrieve::<Quiet>("trs_1").unchecked().await.unwrap();
    assert_eq!(session.unverified(), [Setting::FastMode]);
}

#[tokio::test]
async fn a_session_that_is_narrower_than_its_declaration_is_found_again() {
    let server = MockServer::start().await;
    let mut body = session();
    body["config"] = stored(|config| config.toolkits.access = Access::Only(Borrowed(&[Borrowed("gmail")])));
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(200).set_body_json(body)).mount(&server).await;
    let session = router(&server).retrieve::<Quiet>("trs_1").await.unwrap();
    assert_eq!(session.unverified(), [Setting::FastMode], "no answer repeats it");
}

declare! {
    /// As [`Agent`], without an endpoint for MCP clients.
    struct Linking {
        Callback = NotYet,
    }
    mail_and_calendar()
}

/// A router's answer for the declaration of [`Quiet`], with a change.
fn stored(change: impl FnOnce(&mut SessionConfig)) -> Value {
    let mut config = Quiet::config().clone();
    change(&mut config);
    json!(StoredConfig::new("user_1", &config))
}

const QUIET: Policy = Policy::named("quiet").deny_toolkits(&["stripe"]);

declare! {
    struct Quiet {
        Callback = NotYet,
    }
    Declaration::made(SessionConfig::DEFAULT.with_toolkits(GMAIL_AND_SLACK).with_experimental(Experimental::DEFAULT.with_fast_mode(Some(true))))
    .held_to(&[&QUIET], &[])
}
