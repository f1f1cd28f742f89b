//! Each answer can be made without a router, for the tests of a program's own.

use std::fmt::Debug;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use tool_router::catalog::{RouterToolkit, ToolkitCategory};
use tool_router::config::{SessionConfig, StoredConfig};
use tool_router::error::{ApiError, ApiErrorKind, Cause, Delivery, FailedConnection, Interrupted, MissingConnection};
use tool_router::session::{
    AuthConfigInfo, BinaryData, Blocked, BlockedReason, Completed, ConfigVersion, ConnectedAccount, Connection, Failed,
    FileInfo, InputRequest, InputRequired, InputResponse, InstantCharge, ManagedConnection, ProxyInput, ProxyResponse,
    SearchOutcome, SearchResult, ToolInfo, ToolSchema, ToolkitAccount, ToolkitConnection, ToolkitInfo, ToolkitName,
    UnknownOutcome, Warning,
};
use tool_router::{AuthLink, ConnectionStatus, Error, Execution, Timestamp};

/// What is written is read as what it was.
fn survives<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T) {
    let written = serde_json::to_string(&value).expect("it is written");
    assert_eq!(serde_json::from_str::<T>(&written).expect("it is read"), value, "{written}");
}

#[test]
fn answers_survive_being_stored() {
    let active = ConnectionStatus::Active;
    let mut completed = Completed::new(json!({ "messages": [] }));
    completed.instant_charge = Some(InstantCharge::new("0.01", "USD"));
    survives(completed);
    survives(Failed::new("no such mail"));
    let mut reason = BlockedReason::new("request_blocked");
    reason.hook_id = Some("h1".to_owned());
    survives(Blocked::new(reason, "not today"));
    survives(ToolInfo::new("GMAIL_SEND_EMAIL"));
    survives(ToolkitName::new("gmail"));
    let mut toolkit = ToolkitInfo::new("gmail");
    toolkit.connected_account = Some(ToolkitAccount::new("ca_1", active.clone()));
    assert!(toolkit.is_connected());
    survives(toolkit);
    let mut account = ConnectedAccount::new("ca_1", "gmail", active.clone());
    account.auth_config = Some(AuthConfigInfo::new("ac_1"));
    account.created_at = Some(Timestamp::from("2026-11-26T07:30:00Z"));
    survives(account);
    survives(Connection::new("gmail", "ca_1", active));
    survives(FileInfo::new("data/names.csv"));
    survives(ConfigVersion::new(2, StoredConfig::new("user_1", &SessionConfig::DEFAULT)));
    let mut found = SearchOutcome::new([SearchResult::new("read mails", ["GMAIL_FETCH_EMAILS"])]);
    found.toolkit_connection_statuses.push(ToolkitConnection::new("gmail", true));
    found.tool_schemas.insert("GMAIL_FETCH_EMAILS".to_owned(), ToolSchema::new("GMAIL_FETCH_EMAILS"));
    survives(found);
    survives(Warning::new("code", "message"));
    survives(InputRequest::new("Send it?"));
    for response in [InputResponse::approve(), InputResponse::Decline, InputResponse::Cancel] {
        survives(response);
    }
    survives(ProxyResponse::new(200, json!({ "labels": [] })));
    let mut toolkit = RouterToolkit::new("gmail");
    toolkit.meta.categories.push(ToolkitCategory::new("email", "E-mail"));
    survives(toolkit);
}

#[test]
fn an_execution_is_mocked_in_each_of_its_outcomes() {
    let completed = Execution::Completed(Completed::new(json!({ "sent": true })));
    assert_eq!(completed.into_data().unwrap()["sent"], true);
    let failed = Execution::Failed(Failed::new("no such mail"));
    assert_eq!(failed.into_completed().unwrap_err().to_string(), "the tool failed: no such mail");
    let blocked = Execution::Blocked(Blocked::new(BlockedReason::new("request_blocked"), "not today"));
    assert!(blocked.to_string().contains("not today"));
    let unknown = Execution::Unknown(UnknownOutcome::new("novel", json!({})));
    assert!(!unknown.is_completed());
    let asked = InputRequired::mock([("approval_0", InputRequest::new("Send it?"))]);
    assert_eq!(asked.requests()["approval_0"].message, "Send it?");
    assert!(Execution::InputRequired(asked).to_string().contains("Send it?"));
    assert_eq!(ProxyInput::mock([("approval_0", InputRequest::new("Call it?"))]).requests().len(), 1);
}

#[tokio::test]
async fn a_mocked_link_connects_at_once() {
    let link = AuthLink::mock("gmail", "https://connect.example.com/topsecret", "ca_1");
    assert!(!format!("{link:?}").contains("topsecret"));
    let connection = link.wait().at_most(Duration::ZERO).await.unwrap();
    assert_eq!(connection, Connection::new("gmail", "ca_1", ConnectionStatus::Active));
}

#[test]
fn links_are_not_serialised() {
    let mut managed = ManagedConnection::new("gmail", ConnectionStatus::Initiated);
    managed.link = Some(AuthLink::mock("gmail", "https://connect.example.com/topsecret", "ca_1"));
    let written = serde_json::to_string(&managed).unwrap();
    assert!(written.contains("INITIATED") && !written.contains("topsecret"), "{written}");
    let binary = BinaryData::new("https://files.example.com/topsecret");
    assert!(!serde_json::to_string(&binary).unwrap().contains("topsecret"));
}

#[test]
fn an_execution_survives_being_stored_in_each_of_its_outcomes() {
    let asked = InputRequired::mock([("approval_0", InputRequest::new("Send it?"))]);
    for (outcome, named) in [
        (Execution::Completed(Completed::new(json!({ "sent": true }))), "completed"),
        (Execution::Failed(Failed::new("no such mail")), "failed"),
        (Execution::Blocked(Blocked::new(BlockedReason::new("request_blocked"), "not today")), "blocked"),
        (Execution::InputRequired(asked), "input_required"),
        (Execution::Unknown(UnknownOutcome::new("novel", json!({ "data": 1 }))), "novel"),
    ] {
        let written = serde_json::to_value(&outcome).expect("it is written");
        assert_eq!(written["result_type"], named);
        let read: Execution = serde_json::from_value(written.clone()).expect("it is read");
        assert_eq!(read.to_string(), outcome.to_string());
        assert_eq!(serde_json::to_value(&read).expect("it is written again"), written);
    }
}

#[test]
fn a_failed_create_is_mocked() {
    let missing = || [MissingConnection::new("gmail", Some(ConnectionStatus::Expired))];
    assert_eq!(Error::missing_connections(missing()).to_string(), "not connected: gmail (EXPIRED)");
    let timed_out = Error::wait_timed_out(missing(), "trs_1");
    assert_eq!(timed_out.session().map(AsRef::as_ref), Some("trs_1"));
    let failed = FailedConnection::new("gmail", ConnectionStatus::Failed, "trs_1");
    assert_eq!(Error::ConnectionFailed(failed.into()).session().map(AsRef::as_ref), Some("trs_1"));
    let lost = Interrupted::new(Delivery::NotSent, Cause::new("no route to the host"));
    assert!(Error::Connection(lost.into()).is_retryable());
    let conflict = Error::config_conflict(Some(3), ApiError::new(409, "stale"));
    assert_eq!(conflict.status(), Some(409));
}

#[test]
fn a_refusal_is_mocked() {
    let error = Error::Api(ApiError::new(429, "slow down").into());
    assert_eq!(error.api_kind(), Some(ApiErrorKind::RateLimited));
    assert!(error.is_retryable());
    assert!(Error::Api(ApiError::new(404, "no such session").into()).is_not_found());
}
