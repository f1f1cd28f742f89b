//! What holds of every error, whatever it says.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use serde_json::json;

use super::{
    ApiError, Cause, ConfigurationError, Delivery, Error, FailedConnection, Interrupted, InvalidInput,
    MissingConnection, Problem, UnexpectedAnswer,
};
use crate::ConnectionStatus;
use crate::client::TransferProblem;
use crate::session::{Execution, Setting};
use crate::test_support::KEY;

fn cause() -> Cause {
    Cause::new(io::Error::other("the reason"))
}

fn refused() -> Box<ApiError> {
    Box::new(ApiError {
        method: "POST".into(),
        path: "/api/v3.1/tool_router/session".into(),
        status: 429,
        slug: Some("RateLimited".into()),
        code: Some(7),
        message: "Slow down.".into(),
        suggested_fix: Some("Wait a little.".into()),
        request_id: Some("req_1".into()),
        details: vec!["Error in payload.".into()],
        retry_after: Some(Duration::from_secs(3)),
        should_retry: None,
        idempotent: false,
        left: None,
    })
}

fn lost(delivery: Delivery, idempotent: bool) -> Box<Interrupted> {
    let limit = (delivery == Delivery::Unknown).then_some(Duration::from_secs(60));
    let (method, path) = ("POST".into(), "/api/v3.1/tool_router/session".into());
    Box::new(Interrupted { method, path, delivery, limit, source: cause(), idempotent, left: None })
}

fn failed(outcome: serde_json::Value) -> Error {
    Error::NotCompleted { outcome: Box::new(Execution::Failed(serde_json::from_value(outcome).unwrap())) }
}

fn missing() -> Vec<MissingConnection> {
    vec![
        MissingConnection { toolkit: "gmail".into(), status: None },
        MissingConnection { toolkit: "slack".into(), status: Some(ConnectionStatus::Expired) },
    ]
}

fn invalid() -> Vec<InvalidInput> {
    vec![
        InvalidInput::EmptyUserId,
        InvalidInput::UserId { problem: "it has control characters" },
        InvalidInput::Id { kind: "connected account", prefix: "ca_", id: "ac_1".into() },
        InvalidInput::CallbackUrl { reason: "the URL has a backslash, which browsers read as a slash".into() },
        InvalidInput::CallbackQuery { parameter: "status", problem: "it is there twice" },
        InvalidInput::OtherUsersAccount { id: "ca_1".into() },
        InvalidInput::EmptyAlias,
        InvalidInput::NothingLeft,
        InvalidInput::NoAccounts { toolkit: "gmail".into() },
        InvalidInput::TooManyAccounts { toolkit: "gmail".into(), given: 3, allowed: 2 },
        InvalidInput::UnusableId { id: "..".into() },
        InvalidInput::EmptyTool,
        InvalidInput::Arguments { tool: "GMAIL_SEND_EMAIL".into(), reason: "they are a list", source: None },
        InvalidInput::Arguments {
            tool: "GMAIL_SEND_EMAIL".into(),
            reason: "they cannot be serialised",
            source: Some(cause()),
        },
        InvalidInput::TooManyUseCases { given: 8, limit: 7 },
        InvalidInput::UseCase { given: 0, limit: 1024 },
        InvalidInput::KnownFields { given: 2000, limit: 1024 },
        InvalidInput::ToolsAtOnce { given: 0, limit: 50 },
        #[cfg(feature = "custom-tools")]
        InvalidInput::CustomTool {
            slug: "FIND".into(),
            problem: "two custom tools have this slug".into(),
            rule: "custom-tool-slug",
        },
        InvalidInput::NoToolkits,
        InvalidInput::NothingChosen,
        InvalidInput::UndeclaredToolkit { toolkit: "slak".into(), nearest: Some("slack".into()) },
        InvalidInput::OutOfReach { toolkit: "slack".into() },
        InvalidInput::NoTools,
        InvalidInput::UnknownTool { tool: "EXA_SEARCH".into() },
        InvalidInput::NotChosen { toolkit: "slack".into() },
        InvalidInput::NothingToRestore { setting: Setting::Toolkits },
        InvalidInput::RequiredToolkit { toolkit: "slack".into() },
        InvalidInput::OtherSession { asked: "trs_1".into(), session: "trs_2".into() },
        InvalidInput::NotAsked { id: "another".into() },
        InvalidInput::OtherAgent { tool: "GMAIL_SEND_EMAIL".into(), declared_by: "InboxAgent", agent: "Digest" },
        InvalidInput::EmptyUpdate,
        InvalidInput::WiderThanDeclared { settings: vec![Setting::Toolkits, Setting::Tags] },
        InvalidInput::ReachedAgain { toolkit: "slack".into() },
        InvalidInput::Change { place: "tools", problem: "it is listed twice".into() },
        InvalidInput::OutOfBounds { what: "`version`", given: 0, least: 1, most: 9 },
        InvalidInput::FilePath { path: "../a".into(), reason: "it has an empty step, `.` or `..`" },
        InvalidInput::ProxyNotDeclared,
        InvalidInput::ProxyCall { toolkit: "gmail".into(), reason: "it has two bodies", source: None },
    ]
}

fn configuration() -> Vec<ConfigurationError> {
    vec![
        ConfigurationError::NoCredential,
        ConfigurationError::SeveralCredentials,
        ConfigurationError::MalformedCredential,
        ConfigurationError::UserKeyAsProjectKey,
        ConfigurationError::OtherProductsKey { product: "a Composio Connect", prefix: "ck_" },
        ConfigurationError::HalfScope,
        ConfigurationError::MalformedScope { of: "project" },
        ConfigurationError::BaseUrl { problem: "it ends in the API's own path", help: Some("leave out `/api`") },
        ConfigurationError::McpOrigin { problem: "it has a path", help: Some("leave out what follows the host") },
        ConfigurationError::ZeroTimeout,
        ConfigurationError::Http { source: cause() },
    ]
}

/// Every variant of the rest.
fn errors() -> Vec<Error> {
    let breaches = || {
        let policy = crate::policy::Policy::named("acme").deny_toolkits(&["gmail"]).deny_sandbox();
        let breaches = policy.breaches(&crate::SessionConfig::DEFAULT);
        breaches.into_iter().map(|breach| breach.to_policy_breach("acme")).collect::<Vec<_>>()
    };
    assert!(breaches().len() > 1);
    let transfer =
        |problem| Error::Transfer { path: "data/a.csv".into(), action: "downloaded", source: Cause::new(problem) };
    let problem = Problem::new("it is not JSON").quoting(Some("<html>".into()));
    let path = "/api/v3.1/tool_router/session".to_owned();
    vec![
        Error::Policy { breaches: breaches() },
        Error::WiderThanDeclared { session: "trs_1".into(), settings: vec![Setting::Toolkits], breaches: breaches() },
        Error::Api(refused()),
        Error::Connection(lost(Delivery::NotSent, false)),
        Error::Timeout(lost(Delivery::Unknown, true)),
        Error::Timeout(lost(Delivery::Unknown, false)),
        UnexpectedAnswer::new("GET", path, 200, "a session", problem).into(),
        Error::MissingConnections { toolkits: missing(), session: None },
        Error::WaitTimedOut { missing: missing(), session: "trs_1".into() },
        Error::ConnectionFailed(Box::new(FailedConnection {
            toolkit: "gmail".into(),
            status: ConnectionStatus::Failed,
            reason: Some("access_denied.".into()),
            session: "trs_1".into(),
        })),
        Error::AuthLinkHandler { toolkit: "gmail".into(), session: "trs_1".into(), source: cause() },
        Error::ConfigConflict { expected: Some(1), refusal: refused() },
        Error::McpDestination {
            session: "trs_1".into(),
            endpoint: "https://mcp.example.com".into(),
            router: "https://backend.composio.dev".into(),
            deleted: false,
        },
        failed(json!({ "error": "no such label" })),
        failed(json!({})),
        transfer(TransferProblem::Status(503)),
        transfer(TransferProblem::TooLarge(7)),
        transfer(TransferProblem::Url("is not https")),
        Error::UnexpectedData { source: Cause::new(Problem::new("`a` is missing")) },
    ]
}

#[test]
fn what_was_given_wrong_comes_with_what_to_give() {
    for invalid in [
        InvalidInput::EmptyUserId,
        InvalidInput::NothingChosen,
        InvalidInput::UndeclaredToolkit { toolkit: "notion".into(), nearest: None },
        InvalidInput::Arguments { tool: "GMAIL_SEND_EMAIL".into(), reason: "they are a list", source: None },
        InvalidInput::OtherSession { asked: "trs_1".into(), session: "trs_2".into() },
        InvalidInput::NotAsked { id: "another".into() },
    ] {
        assert!(invalid.help().is_some(), "{invalid}");
    }
    assert!(ApiError::new(404, "Tool Router session trs_1 not found").help().is_some());
}

/// Holds an error to what the module says of all of them.
pub(crate) fn hold(error: &(dyn StdError + Send + Sync + 'static), help: Option<&str>) {
    let told = error.to_string();
    let sentence = |text: &str| {
        assert!(!text.contains('\n') && !text.contains(". ") && !text.ends_with(['.', ' ']), "{text:?}");
        assert!(!text.contains("(help") && !text.contains(KEY), "{text:?}");
    };
    sentence(&told);
    let first = told.chars().next().unwrap();
    let is_method = told.starts_with("POST ") || told.starts_with("GET ");
    assert!(first.is_lowercase() || !first.is_alphabetic() || is_method, "{told:?}");
    if let Some(help) = help {
        sentence(help);
        assert!(!told.contains(help), "{told:?} says what {help:?} says");
    }
    let mut source = error.source();
    while let Some(cause) = source {
        let says = cause.to_string();
        assert!(!told.contains(&says) && !says.contains(&told), "{told:?} and {says:?}");
        source = cause.source();
    }
    let shown = format!("{error:?}");
    assert!(!shown.contains("Os {") && !shown.contains("reqwest") && !shown.contains('\n'), "{shown}");
    assert!(shown.starts_with(&told) && help.is_none_or(|help| shown.ends_with(&format!("(help: {help})"))), "{shown}");
    assert!(!shown.contains(" { ") && !shown.contains("Some("), "{shown}");
    // Whatever width it is printed in.
    assert_eq!(format!("{error:#?}"), shown);
}

#[test]
fn every_error_is_one_sentence_with_its_help_and_its_causes_apart() {
    for error in invalid() {
        hold(&error, error.help().as_deref());
        let outer = Error::from(error.clone());
        assert_eq!((outer.to_string(), outer.help()), (error.to_string(), error.help()));
    }
    for error in configuration() {
        hold(&error, error.help());
        let outer = Error::from(error.clone());
        assert_eq!((outer.to_string(), outer.help().as_deref()), (error.to_string(), error.help()));
    }
    for error in errors() {
        hold(&error, error.help().as_deref());
        let shown = format!("{error:?}");
        assert!(shown.contains(&error.to_string()), "{shown}");
        assert!(error.help().is_none_or(|help| shown.contains(&*help)), "{shown}");
    }
}

#[test]
fn a_main_that_returns_an_error_prints_what_a_person_reads() {
    fn main() -> Result<(), Error> {
        Err(ConfigurationError::NoCredential.into())
    }
    // What the standard library prints of it.
    let printed = main().map_err(|error| format!("Error: {error:?}")).unwrap_err();
    assert_eq!(
        printed,
        "Error: there is no API key (help: set COMPOSIO_API_KEY, or give one with `ToolRouter::new(..)`; the embedded router of \
         the feature `local`, `ToolRouter::local()`, needs none)"
    );
    assert_eq!(
        format!("{:?}", Error::missing_connections(missing())),
        "not connected: gmail, slack (EXPIRED) (help: connect the user's accounts before the session is created: this agent \
         does not ask for them)"
    );
}

#[test]
fn an_error_is_small_and_goes_everywhere() {
    fn everywhere<T: StdError + Send + Sync + Unpin + 'static>() {}
    everywhere::<Error>();
    everywhere::<InvalidInput>();
    everywhere::<ConfigurationError>();
    everywhere::<ApiError>();
    everywhere::<Interrupted>();
    everywhere::<UnexpectedAnswer>();
    assert!(size_of::<Error>() <= 72, "{}", size_of::<Error>());
    assert!(size_of::<InvalidInput>() <= 64, "{}", size_of::<InvalidInput>());
}

#[test]
fn what_comes_from_something_has_it_as_its_source() {
    let chain = |error: Error| tool_router_core::cause::Chain(&error).to_string();
    assert!(chain(Error::Timeout(lost(Delivery::Unknown, true))).ends_with("processed: the reason"));
    let conflict = Error::ConfigConflict { expected: None, refusal: refused() };
    assert!(conflict.source().is_some_and(|source| source.to_string() == refused().to_string()));
    assert_eq!((conflict.as_api(), conflict.status()), (Some(&*refused()), Some(429)));
    let data: Error = serde_json::from_value::<crate::session::Completed>(json!({ "data": { "a": "tok_secret" } }))
        .map(Execution::Completed)
        .unwrap()
        .into_typed::<std::collections::BTreeMap<String, u8>>()
        .unwrap_err();
    assert_eq!(format!("{data}: {}", data.source().unwrap()), chain(data));
}

#[test]
fn the_file_that_could_not_be_moved_for_now_can_be_moved_later() {
    let transfer = |problem| {
        let error = Error::Transfer { path: "a".into(), action: "uploaded", source: Cause::new(problem) };
        error.is_retryable()
    };
    assert!(transfer(TransferProblem::Status(503)));
    assert!(!transfer(TransferProblem::Status(403)) && !transfer(TransferProblem::TooLarge(1)));
}

#[test]
fn every_missing_toolkit_is_named() {
    let error = Error::MissingConnections { toolkits: missing(), session: None };
    assert_eq!(error.to_string(), "not connected: gmail, slack (EXPIRED)");
    assert!(!error.is_retryable());
}

#[test]
fn a_denial_is_told_with_its_reason() {
    let error = Error::ConnectionFailed(Box::new(FailedConnection {
        toolkit: "gmail".to_owned(),
        status: ConnectionStatus::Failed,
        reason: Some("access_denied".to_owned()),
        session: "trs_1".into(),
    }));
    assert_eq!(error.to_string(), "gmail was not connected: FAILED (access_denied)");
}

#[cfg(feature = "local")]
#[tokio::test]
async fn a_router_that_does_not_start_says_why() {
    let error: Error = tool_router_local::LocalRouter::builder().api_key("").start().await.unwrap_err().into();
    hold(&error, error.help().as_deref());
    assert!(error.help().is_some() && error.source().is_some(), "{error:?}");
}
